"""A table checked against a register: typed rows, and every fault by row and column; pure, no database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from wenxiao.core.money import show_money
from wenxiao.core.registers.cells import type_column
from wenxiao.core.registers.model import Column, Register

Row = dict[str, Any]
Known = Mapping[str, Collection[str]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one cell: row as the sheet counts it, column by letter and name, text, sentence."""

    row: int
    letter: str
    column: str
    text: str
    message: str

    def __str__(self) -> str:
        """Give the whole sentence with its place."""
        letter = f" {self.letter} 列" if self.letter else ""
        return f"第 {self.row} 行{letter}“{self.column}”{self.message}"


@dataclass(frozen=True)
class Columns:
    """A table as columns: texts by column id, where each column stands, the number of each row."""

    numbers: Sequence[int]
    texts: Mapping[str, Sequence[str | None]]
    letters: Mapping[str, str]
    units: Mapping[str, str] = field(default_factory=dict)  # money unit of a column, where its head names one


@dataclass
class Checked:
    """Rows that can be stored, in the order of the table, and the faults that forbid it."""

    rows: list[Row]
    numbers: list[int]
    faults: list[Fault]


def check_table(register: Register, table: Columns, known: Known, money_unit: str = "元") -> Checked:
    """Type every column, then check references, keys, sums and order of dates. ``known`` holds what may be referred to."""
    faults: list[Fault] = []
    size = len(table.numbers)
    values: dict[str, list[Any]] = {}
    for column in register.columns:
        texts = table.texts.get(column.id)
        if texts is None:
            continue
        unit = table.units.get(column.id, money_unit)
        values[column.id], wrong = type_column(column, texts, unit)
        faults += [_fault(table, column, place, message) for place, message in wrong]
        if column.ref in known:
            faults += _unknown(table, column, values[column.id], known[column.ref or ""])
    names = list(values)
    rows = [dict(zip(names, cells, strict=True)) for cells in zip(*values.values(), strict=True)]
    rows = rows or [{} for _ in range(size)]
    _check_rows(register, table, rows, faults)
    faults.sort(key=lambda f: (f.row, len(f.letter), f.letter))
    return Checked(rows, list(table.numbers), faults)


def _fault(table: Columns, column: Column, place: int, message: str) -> Fault:
    text = table.texts[column.id][place] or "" if column.id in table.texts else ""
    return Fault(table.numbers[place], table.letters.get(column.id, ""), column.label, text, message)


def _unknown(table: Columns, column: Column, values: Sequence[Any], known: Collection[str]) -> list[Fault]:
    where = {"bodies": "机构登记", "projects": "项目登记"}.get(column.ref or "", "登记")
    return [
        _fault(
            table,
            column,
            place,
            f"写的是“{value}”，{where}里没有它，或不在您的管理范围；请核对编码，或先登记。",
        )
        for place, value in enumerate(values)
        if value is not None and value not in known
    ]


def _check_rows(register: Register, table: Columns, rows: list[Row], faults: list[Fault]) -> None:
    by_id = register.by_id
    first: dict[str, int] = {}
    last_key = by_id[register.key[-1]] if len(register.key) == 1 else by_id[_telling(register)]
    for place, row in enumerate(rows):
        key = register.key_of(row)
        if key.strip("/") and all(row.get(k) is not None for k in register.key if by_id[k].required):
            if key in first:
                message = (
                    f"与第 {table.numbers[first[key]]} 行的{register.key_label}相同；"
                    f"同一{register.title}只能有一行，请删去或合并其中一行。"
                )
                faults.append(_fault(table, last_key, place, message))
            first.setdefault(key, place)
        for check in register.sums:
            parts = [row.get(name) for name in check.parts]
            total = row.get(check.total)
            given = [part for part in parts if part is not None]
            if total is not None and given and sum(given) != total:
                labels = "＋".join(by_id[name].label for name in check.parts)
                message = f"写的是 {show_money(total, '元')}，而{labels}是 {show_money(sum(given), '元')}；两者须相等，请核对。"
                faults.append(_fault(table, by_id[check.total], place, message))
        for early, late in register.order:
            if row.get(early) and row.get(late) and row[early] > row[late]:
                message = (
                    f"是 {row[late]}，早于“{by_id[early].label}”的 {row[early]}；须不早于它，请核对两个日期。"
                )
                faults.append(_fault(table, by_id[late], place, message))


def _telling(register: Register) -> str:
    """The column of the key that tells rows apart best: the first one that is neither year nor body."""
    return next(
        (k for k in register.key if k not in {register.year, register.body, "division"}), register.key[0]
    )
