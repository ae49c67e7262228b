"""Which form is this table: by its version line, else by title and labels weighed over all forms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wenxiao.core.errors import InputError
from wenxiao.exchange.xlsx.grid import address
from wenxiao.exchange.xlsx.known import KnownForm
from wenxiao.exchange.xlsx.labels import MAX_LABEL, bare, plain
from wenxiao.exchange.xlsx.split import TITLE_LIMIT, Part, title_text

_VERSION = re.compile(r"表样\s*(\w+)\s*·\s*(\d{4}-\d{2}-\d{2})")
_EXTRA = re.compile(r"·\s*(区划|对象|编号)\s+([^·]+?)\s*(?=·|$)")
ENOUGH, ENOUGH_WITH_TITLE, CLEAR = 0.35, 0.12, 0.03


@dataclass(frozen=True, slots=True)
class VersionLine:
    """What the small last line says: form, version, and what else the writer knew."""

    form: str
    version: date
    row: int
    known: dict[str, str]


@dataclass(frozen=True, slots=True)
class Recognised:
    """A table with its form and, when present, its version line."""

    part: Part
    known: KnownForm
    line: VersionLine | None


def recognise(part: Part, forms: Sequence[KnownForm]) -> Recognised | None:
    """Give the form of a table, ``None`` when it is none of them.

    Raises InputError when its version line names a form that is not among ``forms``,
    or when two forms fit equally well.
    """
    line = version_line(part)
    if line is not None:
        named = next((f for f in forms if f.form.id == line.form), None)
        if named is None:
            listed = "、".join(f"《{f.form.title}》（{f.form.id}）" for f in forms)
            raise InputError(
                f"工作表“{part.grid.sheet}”第 {line.row + 1} 行写明表样是 {line.form}，"
                f"这里只接收{listed}，请换用相应的表。"
            )
        return Recognised(part, named.of(line.version), line)
    ranked = sorted(((*_score(part, f, forms), f) for f in forms), key=lambda s: s[0] + s[1], reverse=True)
    if not ranked:
        return None
    title, labels, best = ranked[0]
    if labels < (ENOUGH_WITH_TITLE if title else ENOUGH):
        return None
    if len(ranked) > 1 and title + labels - ranked[1][0] - ranked[1][1] < CLEAR:
        both = f"《{best.form.title}》和《{ranked[1][2].form.title}》"
        raise InputError(
            f"工作表“{part.grid.sheet}”{address(part.top, 0)} 起的表分不清是{both}中的哪一张，"
            "请在表的上方写明表名，或用 wenxiao template 生成的表样填报。"
        )
    return Recognised(part, best, None)


def version_line(part: Part) -> VersionLine | None:
    """Find the line ``表样 self_evaluation · 2020-02-25`` in a table."""
    for row in range(part.bottom - 1, part.top - 1, -1):
        for _, text in part.grid.filled(row):
            found = _VERSION.search(text) if "表样" in text else None
            if found:
                try:
                    version = date.fromisoformat(found.group(2))
                except ValueError:
                    continue
                return VersionLine(found.group(1), version, row, dict(_EXTRA.findall(text)))
    return None


def _score(part: Part, known: KnownForm, forms: Sequence[KnownForm]) -> tuple[float, float]:
    """Give how well the title (0–1) and the labels (0–1, as F1) fit."""
    texts = {
        t for row in range(part.top, part.bottom) for _, t in part.grid.filled(row) if len(t) <= TITLE_LIMIT
    }
    title = 0.0
    for words in (title_text(t) for t in texts if "表" in t):
        for name in known.titles:
            if name in words:
                title = max(title, len(name) / len(words))
    labels = {t for t in texts if len(t) <= MAX_LABEL}
    any_form = {t for t in labels if any(plain(t) in f.field_of or bare(t) in f.field_of for f in forms)}
    mine = {known.field_of.get(plain(t)) or known.field_of.get(bare(t)) for t in any_form} - {None}
    explained = [t for t in any_form if plain(t) in known.field_of or bare(t) in known.field_of]
    expected = sum(1 for s in known.form.sections for f in s.fields if not f.extra) + sum(
        len(s.rows) for s in known.form.sections
    )
    if not explained:
        return title, 0.0
    precision, recall = len(explained) / len(any_form), min(1.0, len(mine) / max(expected, 1))
    return title, 2 * precision * recall / (precision + recall)
