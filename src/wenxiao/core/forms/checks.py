"""Checks of one value against its field: each gives a Problem that a filer can act on."""

from __future__ import annotations

from typing import Any

from wenxiao.core.documents import Problem
from wenxiao.core.forms.model import Field
from wenxiao.core.forms.values import NUMERIC, as_date, as_number
from wenxiao.core.money import MoneyError, in_unit, parse_money
from wenxiao.core.points import PointsError, parse_points

YEARS = range(1990, 2101)


def check_value(value: Any, field: Field, at: str, place: str, money_unit: str) -> Problem | None:
    """Give the first problem of a value, ``None`` when it is in order.

    ``place`` is how the user finds it (a label), ``at`` its path in the document.
    """
    if value is None or value == "":
        return missing(field, at, place) if field.required else None
    if isinstance(value, (dict, list)):
        return _problem(
            "shape.type", at, place, value, "这里应为一个值，不能是一组内容", "请改为单个文字或数字"
        )
    if field.type == "flag":
        if isinstance(value, bool):
            return None
        return _problem("shape.flag", at, place, value, "此栏应填“是”或“否”", "请改为“是”或“否”")
    if isinstance(value, bool):
        return _problem("shape.type", at, place, value, "此栏不是“是/否”栏", "请改为文字或数字")
    if not isinstance(value, str) and field.type in {"text", "longtext", "choice", "date"}:
        return _problem("shape.type", at, place, value, "此栏应为文字", "请改为带引号的文字")
    if field.choices:
        return _choice(value, field, at, place)
    checks = {"year": _year, "date": _date, "money": _money, "points": _points}
    if field.type in checks:
        return checks[field.type](value, field, at, place, money_unit)
    if field.type in NUMERIC:
        return _number(value, field, at, place)
    if field.max is not None and len(str(value)) > field.max:
        fact = f"有 {len(str(value))} 个字，超过 {field.max:g} 个字的上限"
        return Problem(
            "shape.too_long", "error", at, f"{place}{fact}，请精简。", str(value)[:60], f"≤{field.max:g} 字"
        )
    return None


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


def _problem(
    rule: str, at: str, place: str, value: Any, expected: str, todo: str, severity: str = "error"
) -> Problem:
    shown = str(value) if len(str(value)) <= 60 else f"{str(value)[:60]}……"
    message = f"{place}写的是“{shown}”，{expected}，{todo}。"
    return Problem(rule, severity, at, message, shown, expected, todo)


def _year(value: Any, field: Field, at: str, place: str, _: str) -> Problem | None:
    if isinstance(value, int) and value in YEARS:
        return None
    return _problem("shape.year", at, place, value, "应为四位数的年份", "请改为如“2021”的写法")


def _date(value: Any, field: Field, at: str, place: str, _: str) -> Problem | None:
    if as_date(str(value)):
        return None
    return _problem("shape.date", at, place, value, "不是可以识别的日期", "请改为如“2021-12-31”的写法")


def _choice(value: Any, field: Field, at: str, place: str) -> Problem | None:
    if value in field.choices:
        return None
    return _problem("shape.choice", at, place, value, f"只能填{'、'.join(field.choices)}", "请从中选一个")


def _money(value: Any, field: Field, at: str, place: str, unit: str) -> Problem | None:
    try:
        fen = parse_money(value, unit)
    except MoneyError as error:
        expected = str(error).rstrip("。")
        return _problem("shape.money", at, place, value, expected, f"请改为以{unit}为单位的数字，如“1234.56”")
    return None if fen is None else _range(float(in_unit(fen, unit)), value, field, at, place)


def _points(value: Any, field: Field, at: str, place: str, _: str) -> Problem | None:
    try:
        points = parse_points(value)
    except PointsError as error:
        return _problem(
            "shape.points", at, place, value, str(error).rstrip("。"), "请改为数字，如“8”或“22.5”"
        )
    return None if points is None else _range(points / 100, value, field, at, place)


def _number(value: Any, field: Field, at: str, place: str) -> Problem | None:
    number = as_number(str(value))
    if number is None or (field.type == "integer" and number != int(number)):
        kind = "整数" if field.type == "integer" else "数字"
        return _problem("shape.number", at, place, value, f"此栏应为{kind}", f"请改为{kind}")
    return _range(number, value, field, at, place)


def _range(number: float, value: Any, field: Field, at: str, place: str) -> Problem | None:
    low, high = field.min, field.max
    if (low is None or number >= low) and (high is None or number <= high):
        return None
    limits = (
        f"应在 {low:g} 到 {high:g} 之间"
        if low is not None and high is not None
        else (f"不应小于 {low:g}" if low is not None else f"不应大于 {high:g}")
    )
    return _problem("shape.range", at, place, value, limits, "请核对后改正")
