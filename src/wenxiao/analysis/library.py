"""Finding indicators: by words, and for a project's own text, each with the words that matched."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log

from wenxiao.analysis.similarity import jaccard
from wenxiao.core.indicators import Card, plain_name

# Words of every filing: that a text and a name share them says nothing about what is done.
EVERYWHERE = frozenset({
    "项目", "完成", "资金", "服务", "数量", "实际", "人数", "平均", "工作", "情况", "指标", "提升", "提高", "水平", "次数",
    "个数", "经费", "年度", "开展", "保障", "管理", "建设", "发展", "新增", "辖区",
    "国家",
})  # fmt: skip
ANYWHERE = 3  # fields in whose indicators a word stands: from here on it tells nothing of what is done
COMMONEST = 0.12  # a word in more than this share of the library's names tells nothing either
LIKE = 0.5  # share of two-character runs that two names must have in common to be shown as similar
PAIR = 2
SAME_FIELD = 2.0
FIELD_WORD = 0.5
_BOUND = re.compile(r"^岁?以[上下内]?|[岁以及]+$")  # what is left of an age or a bound at the end of a run
_BREAK = re.compile(r"[\s，。；：、！？（）()“”《》,.;:!?]+")


@dataclass(frozen=True)
class Recommendation:
    """One indicator for a text: why, as words and sentences; ``strength`` only orders, it has no unit."""

    card: Card
    strength: float
    words: tuple[str, ...]
    reasons: tuple[str, ...]


def search(cards: Iterable[Card], words: Sequence[str]) -> list[Card]:
    """Give the cards in which every word occurs, those that have them in the name first; all without words."""
    found: list[tuple[int, int, Card]] = []
    for card in cards:
        told = _everything(card)
        if all(word.lower() in told for word in words):
            in_name = sum(word.lower() in card.name.lower() for word in words)
            found.append((-in_name, len(found), card))
    return [card for _, _, card in sorted(found, key=lambda entry: entry[:2])]


def _everything(card: Card) -> str:
    parts = (
        card.id, card.name, card.group, card.level1, card.level2, card.explain, card.formula, card.counted,
        card.data_source, card.unit, *card.keywords, *card.field_keywords, *card.aliases,
    )  # fmt: skip
    return " ".join(part for part in parts if part).lower()


def recommend(
    cards: Iterable[Card],
    text: str,
    field: str | None = None,
    *,
    limit: int = 12,
    per_kind: int = 3,
    without: Collection[str] = (),
) -> list[Recommendation]:
    """Give indicators for a project's text, the best first, at most ``per_kind`` of one second level.

    A shared word counts by its length and by how few indicators have it; a card of ``field`` counts
    more. Common indicators are left out: score sheets bring those; so are the cards whose name or
    alias is one of ``without`` (plain names). Nothing matches: nothing is given.
    """
    library = [card for card in cards if card.field is not None]
    rarity = _rarity(tuple((card.key, str(card.field)) for card in library))
    pairs = _pairs(tuple(_everything(card) for card in library))
    library = [card for card in library if not card.keys & set(without)]
    pieces = [piece for piece in _BREAK.split(text) if piece]
    found = [told for card in library if (told := _judged(card, pieces, field, rarity, pairs))]
    found.sort(key=lambda told: (-told.strength, told.card.id))
    chosen, taken = [], Counter[str]()
    for told in found:
        if taken[told.card.level2] < per_kind:
            taken[told.card.level2] += 1
            chosen.append(told)
    return _with_satisfaction(chosen[:limit], library, limit)


def _with_satisfaction(
    chosen: list[Recommendation], library: Sequence[Card], limit: int
) -> list[Recommendation]:
    """Put the satisfaction indicator of the best one's field last where none was found: names rarely share words with it."""
    if not chosen or any(told.card.level1.startswith("满意度") for told in chosen):
        return chosen
    field = chosen[0].card.field
    fitting = next((c for c in library if c.field == field and c.level1.startswith("满意度")), None)
    if fitting is None:
        return chosen
    told = Recommendation(fitting, 0.0, (), (f"前面还没有满意度指标，这是{field}领域常用的",))
    return [*chosen[: limit - 1], told]


def _judged(
    card: Card,
    pieces: Sequence[str],
    field: str | None,
    rarity: Mapping[str, float],
    pairs: Mapping[str, int],
) -> Recommendation | None:
    words = [w for w in _shared((card.key, *card.keywords), pieces, pairs) if rarity.get(w, 1.0) > 0]
    of_field = [w for w in card.field_keywords if any(w in piece for piece in pieces) and w not in words]
    same = field is not None and card.field == field
    # One word of two characters in another field is met by chance: 签约 is a doctor's as well as an investor's.
    if not same and not of_field and sum(map(len, words)) <= PAIR:
        return None
    strength = sum(len(word) * rarity.get(word, 1.0) for word in words)
    strength += SAME_FIELD * same + FIELD_WORD * sum(map(len, of_field))
    reasons = []
    if words:
        reasons.append(f"都提到“{'”“'.join(words)}”")
    if same:
        reasons.append(f"同属{card.field}领域")
    elif of_field:
        reasons.append(f"“{'”“'.join(of_field)}”是{card.field}领域的词")
    return Recommendation(card, round(strength, 3), tuple(words), tuple(reasons))


def _shared(names: Iterable[str], pieces: Sequence[str], pairs: Mapping[str, int]) -> list[str]:
    """Give the longest runs of two or more characters that a name shares with the text, in order, each once.

    A run that ends or begins inside a word of the name is shortened to whole words.
    """
    found: dict[str, None] = {}
    for name in names:
        start = 0
        while start < len(name) - 1:
            end = start + 1
            while end < len(name) and any(name[start : end + 1] in piece for piece in pieces):
                end += 1
            run = _whole(name, start, end, pairs) if end > start + 1 else ""
            if len(run) > 1 and run not in EVERYWHERE:
                found[run] = None
            start = end if end > start + 1 else start + 1
    return list(found)


def _whole(name: str, start: int, end: int, pairs: Mapping[str, int]) -> str:
    """Give ``name[start:end]`` without the part of a word at its end, or at its beginning.

    A cut goes through a word where the two characters beside it stand together more often than the
    outer one does with its neighbour inside the run; as often, where that leaves whole pairs.
    """

    def through(cut: str, kept: str) -> bool:
        apart, together = pairs.get(cut, 0), pairs.get(kept, 0)
        return len(cut) == PAIR and (
            apart > together or (apart == together > 0 and (end - start) % PAIR == 1)
        )

    while end - start > 1 and through(name[end - 1 : end + 1], name[end - 2 : end]):
        end -= 1
    while end - start > 1 and start and through(name[start - 1 : start + 1], name[start : start + 2]):
        start += 1
    return _BOUND.sub("", name[start:end])


@lru_cache(maxsize=32)
def _pairs(texts: tuple[str, ...]) -> dict[str, int]:
    """Give how often two characters stand together in all that the cards say."""
    return dict(Counter(text[i : i + PAIR] for text in texts for i in range(len(text) - 1)))


@lru_cache(maxsize=32)
def _rarity(names: tuple[tuple[str, str], ...]) -> dict[str, float]:
    """Give for every run of two to six characters in the names how rare it is: log(N ÷ names that have it).

    ``names`` are pairs of name and field. What stands in names of ``ANYWHERE`` fields has no rarity.
    Kept for a library, since every person who fills a form asks it anew; never changed by who is given it.
    """
    fields: dict[str, set[str]] = {}
    having = Counter[str]()
    for name, field in names:
        runs = {name[i:j] for i in range(len(name)) for j in range(i + 2, min(i + 7, len(name) + 1))}
        having.update(runs)
        for run in runs:
            fields.setdefault(run, set()).add(field)
    total = max(len(names), 1)
    small = total < 20
    return {
        run: log(total / n) if small or (n <= COMMONEST * total and len(fields[run]) < ANYWHERE) else 0.0
        for run, n in having.items()
    }


def similar(cards: Iterable[Card], name: str, *, least: float = LIKE, limit: int = 8) -> list[Card]:
    """Give the cards whose name, or an alias, has at least ``least`` of its two-character runs in common with ``name``."""
    wanted = plain_name(name)
    found = []
    for card in cards:
        share = max(jaccard(wanted, key, PAIR) for key in card.keys)
        if share >= least:
            found.append((-share, card.id, card))
    return [card for _, _, card in sorted(found, key=lambda entry: entry[:2])[:limit]]
