"""Near-same indicators shown for merging: in the library, and between it and what units file."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wenxiao.analysis.library import LIKE, PAIR
from wenxiao.analysis.library_use import Row
from wenxiao.analysis.similarity import near_duplicates
from wenxiao.core.indicators import Card, plain_name
from wenxiao.core.targets import read


@dataclass(frozen=True)
class Named:
    """A name that may be merged: a card of the library, or a name that units file without one."""

    name: str
    where: str
    measure: str | None
    direction: str | None
    rows: int  # how often it was filed
    card: Card | None = None


@dataclass(frozen=True)
class MergeGroup:
    """Names that say nearly the same: the one to keep, the others, and what to mind."""

    keep: Named
    others: tuple[Named, ...]
    advice: str


def merge_groups(cards: Iterable[Card], rows: Iterable[Row] = (), *, least: float = LIKE) -> list[MergeGroup]:
    """Group near-same names by MinHash over two-character shingles, never all pairs.

    Kept is the most filed card, else the most filed name. Cards that differ in unit or direction are
    grouped too, but the advice says that they measure different things. Common indicators of score
    sheets are left out: their names are the frameworks'.
    """
    names = _names([card for card in cards if card.field is not None], list(rows))
    texts = [plain_name(named.name) for named in names]
    alike = near_duplicates(texts, least=least, shortest=PAIR, width=PAIR)
    groups: dict[int, list[int]] = defaultdict(list)
    parents = list(range(len(names)))

    def root(place: int) -> int:
        while parents[place] != place:
            place = parents[place]
        return place

    for place, found in alike.items():
        parents[root(place)] = root(found.like)
    for place in alike:
        groups[root(place)].append(place)
    told = [_group([names[place] for place in places]) for places in groups.values() if len(places) > 1]
    return sorted(told, key=lambda group: (-len(group.others), group.keep.name))


def _names(cards: list[Card], rows: list[Row]) -> list[Named]:
    filed = Counter(plain_name(row.name) for row in rows)
    known = {key for card in cards for key in card.keys}
    found = [
        Named(
            card.name,
            f"指标库，{card.group}，用过 {filed[card.key]} 次",
            _measure(card),
            card.direction,
            filed[card.key],
            card,
        )
        for card in cards
    ]
    first: dict[str, Row] = {}
    for row in rows:
        key = plain_name(row.name)
        if key and key not in known:
            first.setdefault(key, row)
    for key, row in first.items():
        found.append(Named(row.name, f"申报中用过 {filed[key]} 次", row.measure, row.direction, filed[key]))
    return found


def _measure(card: Card) -> str | None:
    """Give a card's unit as filed targets are read: 万平方米 as 平方米."""
    return read("1", card.unit, name=card.name).base_unit or card.unit if card.unit else None


def _group(members: list[Named]) -> MergeGroup:
    members = sorted(
        members, key=lambda named: (named.card is None, -named.rows, len(named.name), named.name)
    )
    keep, *others = members
    units = {named.measure for named in members if named.measure}
    ways = {named.direction for named in members if named.direction}
    if len(units) > 1:
        advice = f"度量单位不同（{'、'.join(sorted(units))}），先统一口径再合并。"
    elif {"higher", "lower"} <= ways:
        advice = "一个越大越好，一个越小越好，含义可能相反，请核对后再合并。"
    elif len(ways) > 1:
        advice = "方向写得不同（等于目标与大于、小于目标），先统一写法再合并。"
    else:
        fields = list(dict.fromkeys(named.card.group for named in members if named.card))
        across = f"；分属{'、'.join(fields)}，合并后列为通用" if len(fields) > 1 else ""
        advice = f"单位和方向一致，核对含义相同的可以合并{across}。"
    return MergeGroup(keep, tuple(others), advice)
