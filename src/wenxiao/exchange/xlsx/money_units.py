"""In which unit a table's amounts are: said in the unit line, the title, a section's or a column's label."""

from __future__ import annotations

import re

from wenxiao.core.money import FEN_PER
from wenxiao.exchange.xlsx.cells import column_number, split_cell
from wenxiao.exchange.xlsx.draft import Draft
from wenxiao.exchange.xlsx.locate import Located
from wenxiao.exchange.xlsx.split import TITLE_LIMIT

_UNIT = "|".join(sorted((u for u in FEN_PER if u.endswith("元")), key=len, reverse=True))
_LINE = re.compile(rf"单位\s*[:：为]?\s*(?:人民币)?\s*({_UNIT})(?![/／每])")
_BRACKET = re.compile(rf"[（(]\s*(?:单位[:：]\s*)?({_UNIT})\s*[)）]")
_AMOUNT = re.compile(r"[+-]?[\d,]+(\.\d+)?")


def read_money_unit(draft: Draft, located: dict[str, Located]) -> None:
    """Set ``money_unit``; where a column or row names another one, write it into its cells.

    So nothing is converted and nothing is misread: a unit written in a cell wins everywhere.
    """
    line = _unit_line(draft)
    labels = _label_units(draft, located)
    unit = line or next(iter(labels.values()), None) or draft.known.form.money_unit
    draft.content["money_unit"] = unit
    differing = {path: other for path, other in labels.items() if other != unit}
    if not differing:
        return
    for path, other in differing.items():
        _write_unit(draft, path, other)
    others = "、".join(sorted(set(differing.values())))
    draft.notice(
        "shape.money_unit", "money_unit",
        f"同一张表里金额单位既写“{unit}”又写“{others}”，已按各栏自己的单位读入，请统一单位并核对金额。",
        others, "warning",
    )  # fmt: skip


def _unit_line(draft: Draft) -> str | None:
    grid = draft.part.grid
    titles: list[str] = []
    for row in range(draft.part.top, draft.part.bottom):
        if row in draft.used:
            continue
        for _, text in grid.filled(row):
            if len(text) > TITLE_LIMIT:
                continue
            found = _LINE.search(text)
            if found:
                return found.group(1)
            titles += [m.group(1) for m in _BRACKET.finditer(text) if "表" in text]
    return titles[0] if titles else None


def _label_units(draft: Draft, located: dict[str, Located]) -> dict[str, str]:
    """Give the units named in labels: of columns by ``section.field``, of rows by ``section.line``."""
    units: dict[str, str] = {}
    grid = draft.part.grid
    for key, place in located.items():
        section = place.known.section
        money = [f.id for f in section.fields if f.type == "money" and f.id in place.columns]
        if not money:
            continue
        above = _bracket(grid.covering(place.head, 0)) if place.columns[money[0]][0] > 0 else None
        for field in money:
            unit = _bracket(grid.text(place.head, place.columns[field][0])) or above
            if unit:
                units[f"{key}.*.{field}"] = unit
        for row in section.rows:
            cell = draft.cells.get(f"{key}.{row.id}")
            unit = _bracket(_text_at(draft, cell)) if cell else None
            if unit:
                units[f"{key}.{row.id}.*"] = unit
    return units


def _bracket(text: str) -> str | None:
    found = _BRACKET.search(text) or _LINE.search(text)
    return found.group(1) if found else None


def _text_at(draft: Draft, cell: str) -> str:
    column, row = split_cell(cell)
    return draft.part.grid.text(row - 1, column_number(column) - 1)


def _write_unit(draft: Draft, path: str, unit: str) -> None:
    section_id, line, field = path.split(".")
    section = draft.known.form.section(section_id)
    money = {f.id for f in section.fields if f.type == "money" and not f.only_row}
    for row in draft.content.get(section_id, []):
        for key in money if field == "*" else {field}:
            value = row.get(key)
            fits = line in {"*", row.get("line")}
            if fits and isinstance(value, str) and _AMOUNT.fullmatch(value):
                row[key] = value + unit
