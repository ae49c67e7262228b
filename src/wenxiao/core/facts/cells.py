"""From the text of a filing to the typed value of a fact; what cannot be typed is missing.

The reader reports unreadable text as a shape problem; here it only must not become a number.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from wenxiao.core.forms.model import FieldType
from wenxiao.core.forms.values import NO, YES
from wenxiao.core.money import MoneyError, parse_money
from wenxiao.core.points import PointsError, parse_points

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


def to_fen(value: Any, money_unit: str | None) -> int | None:
    """Give money as 分, or ``None``. Without a unit an amount cannot be read."""
    try:
        return parse_money(value, money_unit or "?")
    except MoneyError:
        return None


def to_cp(value: Any) -> int | None:
    """Give points as 1/100 point, or ``None``."""
    try:
        return parse_points(value)
    except PointsError:
        return None


def to_rate(value: Any) -> float | None:
    """Give a rate as a fraction: ``97.3%``, ``97.3`` and ``0.973`` are the same; ``1`` is 100 %."""
    if value is None:
        return None
    text = str(value).strip().replace("％", "%").replace(",", "")
    percent = text.endswith("%")
    text = text.removesuffix("%").strip()
    if not _NUMBER.fullmatch(text):
        return None
    number = float(text)
    return number / 100 if percent or abs(number) > 1.5 else number


def to_int(value: Any) -> int | None:
    """Give a whole number, or ``None``; ``2021年`` is 2021."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip().removesuffix("年度").removesuffix("年")
    return int(float(text)) if _NUMBER.fullmatch(text) and float(text).is_integer() else None


def to_float(value: Any) -> float | None:
    """Give a number, or ``None``."""
    text = "" if value is None else str(value).replace(",", "").strip()
    return float(text) if _NUMBER.fullmatch(text) else None


def to_flag(value: Any) -> bool | None:
    """Give yes or no, or ``None`` when neither is written."""
    if isinstance(value, bool) or value is None:
        return value
    text = str(value).strip().lower()
    return True if text in YES else False if text in NO else None


def to_text(value: Any) -> str | None:
    """Give text without outer spaces; empty is missing."""
    text = "" if value is None else str(value).strip()
    return text or None


def caster(kind: FieldType, money_unit: str | None) -> Callable[[Any], Any]:
    """Give the function that types a field's value in a document with that money unit."""
    if kind == "money":
        return lambda value: to_fen(value, money_unit)
    return _CASTS.get(kind, to_text)


_CASTS: dict[FieldType, Callable[[Any], Any]] = {
    "points": to_cp,
    "rate": to_rate,
    "integer": to_int,
    "year": to_int,
    "number": to_float,
    "flag": to_flag,
}
