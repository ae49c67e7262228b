"""Checks of one value against its field: each gives a Problem that a filer can act on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from wenxiao.core.documents import Problem
from wenxiao.core.forms.model import Field
from wenxiao.core.forms.values import NUMERIC, as_date, as_number
from wenxiao.core.money import MoneyError, in_unit, parse_money
from wenxiao.core.points import PointsError, parse_points

YEARS = range(1990, 2101)


def check_value(value: object, field: Field, at: str, place: str, money_unit: str) -> Problem | None:
    """Give the first problem of a value, ``None`` when it is in order.

    ``place`` is how the user finds it (a label), ``at`` its path in the document.
    """
    if value is None or value == "":
        return missing(field, at, place) if field.required else None
    spot = _Spot(value, field, at, place, money_unit)
    return _wrong_kind(spot) or next((p for check in _checks_for(field) if (p := check(spot))), None)


def _checks_for(field: Field) -> list[Callable[[_Spot], Problem | None]]:
    if field.choices:
        return [_choice]
    by_type = {"year": _year, "date": _date, "money": _money, "points": _points, "flag": _flag}
    if field.type in by_type:
        return [by_type[field.type]]
    return [_number] if field.type in NUMERIC else [_length]


def missing(field: Field, at: str, place: str) -> Problem:
    """Give the problem of a required value that is not there."""
    todo = f"请填写，例如“{field.example}”" if field.example else "请填写"
    return Problem(
        "shape.required",
        "error",
        at,
        f"{place}没有填写，此栏为必填，{todo}。",
        None,
        "必填",
        field.help or "",
    )


@dataclass(frozen=True, slots=True)
class _Spot:
    """One value at its place."""

    value: object
    field: Field
    at: str
    place: str
    unit: str

    def problem(self, rule: str, expected: str, todo: str) -> Problem:
        """Give a problem: place, fact, what is required, what to do."""
        text = str(self.value)
        shown = text if len(text) <= 60 else f"{text[:60]}……"
        message = f"{self.place}写的是“{shown}”，{expected}，{todo}。"
        return Problem(rule, "error", self.at, message, shown, expected)


def _wrong_kind(spot: _Spot) -> Problem | None:
    value, kind = spot.value, spot.field.type
    if isinstance(value, dict | list):
        return spot.problem("shape.type", "这里应为一个值，不能是一组内容", "请改为单个文字或数字")
    if isinstance(value, bool) and kind != "flag":
        return spot.problem("shape.type", "此栏不是“是/否”栏", "请改为文字或数字")
    if not isinstance(value, str) and kind in {"text", "longtext", "choice", "date"}:
        return spot.problem("shape.type", "此栏应为文字", "请改为带引号的文字")
    return None


def _length(spot: _Spot) -> Problem | None:
    text, most = str(spot.value), spot.field.max
    if most is None or len(text) <= most:
        return None
    fact = f"{spot.place}有 {len(text)} 个字，超过 {most:g} 个字的上限，请精简。"
    return Problem("shape.too_long", "error", spot.at, fact, text[:60], f"≤{most:g} 字")


def _flag(spot: _Spot) -> Problem | None:
    if isinstance(spot.value, bool):
        return None
    return spot.problem("shape.flag", "此栏应填“是”或“否”", "请改为“是”或“否”")


def _year(spot: _Spot) -> Problem | None:
    if isinstance(spot.value, int) and spot.value in YEARS:
        return None
    return spot.problem("shape.year", "应为四位数的年份", "请改为如“2021”的写法")


def _date(spot: _Spot) -> Problem | None:
    if as_date(str(spot.value)):
        return None
    return spot.problem("shape.date", "不是可以识别的日期", "请改为如“2021-12-31”的写法")


def _choice(spot: _Spot) -> Problem | None:
    if spot.value in spot.field.choices:
        return None
    return spot.problem("shape.choice", f"只能填{'、'.join(spot.field.choices)}", "请从中选一个")


def _money(spot: _Spot) -> Problem | None:
    try:
        fen = parse_money(str(spot.value), spot.unit)
    except MoneyError as error:
        todo = f"请改为以{spot.unit}为单位的数字，如“1234.56”"
        return spot.problem("shape.money", str(error).rstrip("。"), todo)
    return None if fen is None else _range(float(in_unit(fen, spot.unit)), spot)


def _points(spot: _Spot) -> Problem | None:
    try:
        points = parse_points(str(spot.value))
    except PointsError as error:
        return spot.problem("shape.points", str(error).rstrip("。"), "请改为数字，如“8”或“22.5”")
    return None if points is None else _range(points / 100, spot)


def _number(spot: _Spot) -> Problem | None:
    number, whole = as_number(str(spot.value)), spot.field.type == "integer"
    if number is None or (whole and number != int(number)):
        kind = "整数" if whole else "数字"
        return spot.problem("shape.number", f"此栏应为{kind}", f"请改为{kind}")
    return _range(number, spot)


def _range(number: float, spot: _Spot) -> Problem | None:
    low, high = spot.field.min, spot.field.max
    if (low is None or number >= low) and (high is None or number <= high):
        return None
    if low is not None and high is not None:
        limits = f"应在 {low:g} 到 {high:g} 之间"
    else:
        limits = f"不应小于 {low:g}" if low is not None else f"不应大于 {high:g}"
    return spot.problem("shape.range", limits, "请核对后改正")
