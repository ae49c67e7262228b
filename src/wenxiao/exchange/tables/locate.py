"""Find a register's columns in a table: the head row, which column is which, where the rows end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wenxiao.core.errors import InputError
from wenxiao.core.registers.check import Columns
from wenxiao.core.registers.model import Register
from wenxiao.exchange.tables.read import RawTable, file_digest, read_tables, text_of
from wenxiao.exchange.xlsx.cells import column_letters
from wenxiao.exchange.xlsx.labels import index, look_up

HEAD_WITHIN = 15  # a title and notes may stand above the head
TOTALS = {"合计", "总计", "小计", "合　计"}
_UNIT = re.compile(r"[（(](?:单位[:：])?(万元|亿元|千元|百元|元|分)[)）]")


@dataclass(frozen=True)
class RegisterTable:
    """A file as a register's table, with what was passed over told."""

    columns: Columns
    file: str
    digest: str
    sheet: str
    unread: tuple[str, ...]  # heads that name no column of the register
    totals: tuple[int, ...]  # numbers of rows such as 合计


def read_register_table(path: Path, register: Register) -> RegisterTable:
    """Read a file as the table of a register. Raises InputError where no sheet has its head."""
    names = index((column.names, column.id) for column in register.columns)
    best: tuple[int, RawTable, dict[int, str], int] | None = None
    for raw in read_tables(path):
        row, found = _head(raw.rows, names)
        if best is None or len(found) > len(best[2]):
            best = (row, raw, found, len(found))
    if best is None or not best[2]:
        wanted = "、".join(c.label for c in register.columns if c.required)
        raise InputError(
            f"{path.name}：前 {HEAD_WITHIN} 行里没有找到{register.title}的表头；须有{wanted}等列，"
            "请下载模板对照。"
        )
    row, raw, found, _ = best
    _demand_columns(path, register, found)
    return _columns(path, raw, row, found)


def _head(rows: Sequence[Sequence[Any]], names: dict[str, str]) -> tuple[int, dict[int, str]]:
    best: tuple[int, dict[int, str]] = (0, {})
    for number, row in enumerate(rows[:HEAD_WITHIN]):
        found = {
            place: hit
            for place, value in enumerate(row)
            if isinstance(value, str) and (hit := look_up(names, value.strip()))
        }
        if len(set(found.values())) > len(set(best[1].values())):
            best = (number, found)
    return best


def _demand_columns(path: Path, register: Register, found: dict[int, str]) -> None:
    have = list(found.values())
    twice = sorted({register.by_id[i].label for i in have if have.count(i) > 1})
    if twice:
        raise InputError(
            f"{path.name}：表头里“{'”“'.join(twice)}”各出现了不止一次，不知道该读哪一列，请只留一列。"
        )
    missing = [
        f"{c.label}{f'（{c.standard}）' if c.standard else ''}"
        for c in register.columns
        if c.required and c.id not in have
    ]
    if missing:
        raise InputError(
            f"{path.name}：缺少必须有的列：{'、'.join(missing)}。请补上这些列，列的先后不限，"
            "列名可用中文或一体化标准的字段名。"
        )


def _columns(path: Path, raw: RawTable, head: int, found: dict[int, str]) -> RegisterTable:
    heads = [text_of(v) for v in raw.rows[head]]
    kept: list[int] = []
    totals: list[int] = []
    for number in range(head + 1, len(raw.rows)):
        row = raw.rows[number]
        filled = [v for place in found if place < len(row) and (v := row[place]) not in ("", None)]
        if not filled:
            continue
        first = next((v for v in row if v not in ("", None)), "")
        if isinstance(first, str) and first.strip() in TOTALS:
            totals.append(number + 1)
        else:
            kept.append(number)
    texts = {name: _texts(raw.rows, kept, place) for place, name in found.items()}
    letters = {name: column_letters(place + 1) for place, name in found.items()}
    units = {name: hit.group(1) for place, name in found.items() if (hit := _UNIT.search(heads[place]))}
    unread = tuple(h for place, h in enumerate(heads) if h and place not in found)
    table = Columns([number + 1 for number in kept], texts, letters, units)
    return RegisterTable(table, path.name, file_digest(path), raw.sheet, unread, tuple(totals))


def _texts(rows: Sequence[Sequence[Any]], kept: Iterable[int], place: int) -> list[str | None]:
    return [text_of(rows[n][place]) if place < len(rows[n]) else None for n in kept]
