"""A column's texts typed: every distinct text is read once, what cannot be read is a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from wenxiao.core.forms.values import DASHES, as_date
from wenxiao.core.money import FEN_PER, MoneyError, parse_money, show_money
from wenxiao.core.registers.model import Column

_YES = {"是", "√", "☑", "有", "true", "y", "yes", "1"}
_NO = {"否", "×", "☐", "无", "false", "n", "no", "0"}
_YEAR = re.compile(r"(\d{4})\s*(年度?)?")
_POWER = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
FIRST_YEAR, LAST_YEAR = 1990, 2100


class CellError(ValueError):
    """A text that the column does not take; the message says the fact, what is required and what to do."""


def type_column(
    column: Column, texts: Sequence[str | None], money_unit: str = "元"
) -> tuple[list[Any], list[tuple[int, str]]]:
    """Give the typed values of a column and, for what cannot be typed, (place in the list, message)."""
    read = _reader(column, money_unit)
    known: dict[str | None, Any] = {None: None, "": None}
    wrong: dict[str, str] = {}
    values: list[Any] = []
    faults: list[tuple[int, str]] = []
    for place, text in enumerate(texts):
        if text not in known and text is not None:
            try:
                known[text] = read(text)
            except CellError as fault:
                known[text], wrong[text] = None, str(fault)
        value = known[text]
        if text in wrong:
            faults.append((place, wrong[text]))
        elif value is None and column.required:
            faults.append((place, "没有填；这一列必填，请补上。"))
        values.append(value)
    return values, faults


def _reader(column: Column, money_unit: str) -> Callable[[str], Any]:
    readers: dict[str, Callable[[str], Any]] = {
        "text": partial(_text, column), "code": partial(_code, column), "choice": partial(_choice, column),
        "flag": partial(_flag, column), "year": _year, "date": _date, "integer": partial(_integer, column),
        "money": partial(_money, column, money_unit),
    }  # fmt: skip
    return readers[column.type]


def _text(column: Column, text: str) -> str | None:
    if column.max and len(text) > column.max:
        raise CellError(f"有 {len(text)} 个字；最多 {column.max} 个字，请缩短。")
    return text


def _code(column: Column, text: str) -> str | None:
    code = unicodedata.normalize("NFKC", text).replace(" ", "")
    if code in DASHES:
        return None
    if _POWER.fullmatch(code):
        raise CellError(
            f"写的是“{text}”，是表格软件改成的科学计数，原来的数字已丢失；请把这一列设为文本后重新填写编码。"
        )
    if column.max and len(code) > column.max:
        raise CellError(f"写的是“{text}”，有 {len(code)} 位；最多 {column.max} 位，请核对。")
    if column.pattern and not re.fullmatch(column.pattern, code):
        raise CellError(f"写的是“{text}”；须为{column.pattern_label}，请改正。")
    return code


def _choice(column: Column, text: str) -> str | None:
    word = unicodedata.normalize("NFKC", text).strip()
    if word in column.codes:
        return str(column.codes[word])
    if column.choices and word not in column.choices:
        raise CellError(f"写的是“{text}”；只能写{'、'.join(column.choices)}，请选其中一个。")
    return word


def _flag(column: Column, text: str) -> bool | None:
    word = unicodedata.normalize("NFKC", text).strip().lower()
    if word in column.codes:
        return bool(column.codes[word])
    if word in _YES:
        return True
    if word in _NO:
        return False
    raise CellError(f"写的是“{text}”；只能写是或否，请改正。")


def _year(text: str) -> int:
    found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found or not FIRST_YEAR <= int(found.group(1)) <= LAST_YEAR:
        raise CellError(f"写的是“{text}”，看不出是哪一年；须写四位年份，例如 2021。")
    return int(found.group(1))


def _date(text: str) -> str | None:
    if text in DASHES:
        return None
    plain = text.split(" ", maxsplit=1)[0] if ":" in text else text
    packed = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", plain)
    day = as_date("-".join(packed.groups()) if packed else plain)
    if day is None:
        raise CellError(f"写的是“{text}”，不是一个日期；须写成 2021-07-31 的样子，请改正。")
    return day


def _integer(column: Column, text: str) -> int | None:
    if text in DASHES:
        return None
    plain = unicodedata.normalize("NFKC", text).strip()
    if not re.fullmatch(r"[+-]?\d+", plain):
        raise CellError(f"写的是“{text}”；须为整数，请改正。")
    _limits(column, int(plain), str)
    return int(plain)


def _money(column: Column, unit: str, text: str) -> int | None:
    try:
        fen = parse_money(text, unit)
    except MoneyError as fault:
        raise CellError(f"{str(fault).removesuffix('。')}；须写数字，最多精确到分，请改正。") from fault
    if fen is not None:
        _limits(column, fen, lambda v: show_money(v, "元"), scale=FEN_PER["元"])
    return fen


def _limits(column: Column, value: int, show: Callable[[int], str], scale: int = 1) -> None:
    if column.min is not None and value < column.min * scale:
        raise CellError(f"写的是 {show(value)}；不得小于 {column.min}，请核对正负号。")
    if column.max is not None and value > column.max * scale:
        raise CellError(f"写的是 {show(value)}；不得大于 {column.max}，请核对。")
