"""Writing expressions in Chinese, for traces and generated pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wenxiao.core.expr import Expr
from wenxiao.core.money import show_money
from wenxiao.core.points import show_points

_JOIN = {
    "add": "＋",
    "sub": "－",
    "mul": "×",
    "div": "÷",
    "floordiv": " 整除 ",
    "lt": "＜",
    "le": "≤",
    "gt": "＞",
    "ge": "≥",
    "eq": "＝",
    "ne": "≠",
    "and": " 且 ",
    "or": " 或 ",
}
_AFTER = {
    "is_null": "未填",
    "is_empty": "未填",
    "length": "的字数",
    "abs": "的绝对值",
    "sum": "之和",
    "count": "的个数",
    "distinct": "的不同值个数",
    "max": "的最大值",
    "min": "的最小值",
    "median": "的中位数",
}
_LOOSE = {"or": 1, "and": 2}


def describe(expr: Expr, label: Callable[[str], str] = str) -> str:
    """Write a tree as a Chinese formula; ``label`` gives a column's name for people."""
    op, args = expr.op, expr.args
    if op == "col":
        return label(args[0])
    if op == "lit":
        return _value(args[0])
    if op in _JOIN:
        return _joined(expr, label)
    if op == "not":
        return _negated(args[0], label)
    if op in _AFTER:
        return f"{describe(args[0], label)}{_AFTER[op]}"
    return _special(op, args, label)


def _special(op: str, args: tuple[Any, ...], label: Callable[[str], str]) -> str:
    inner = describe(args[0], label)
    if op == "is_in":
        return f"{inner}属于（{'、'.join(_value(v) for v in args[1])}）"
    if op == "matches":
        return f"{inner}含“{args[1]}”"
    if op == "without":
        return f"{inner}去掉“{args[1]}”"
    if op == "fill":
        return f"{inner}（未填按 {describe(args[1], label)}）"
    if op == "over":
        return f"每个（{'、'.join(label(k) for k in args[1])}）内{inner}"
    if op == "when":
        return f"若 {inner} 则 {describe(args[1], label)} 否则 {describe(args[2], label)}"
    raise KeyError(op)


def _joined(expr: Expr, label: Callable[[str], str]) -> str:
    sides = []
    unit = _unit_of(expr.args)
    for side in expr.args:
        text = _amount(side, unit) or describe(side, label)
        bare = expr.op in _LOOSE and side.op == expr.op
        compound = side.op in _JOIN and (side.op in _LOOSE or expr.op in {"mul", "div", "floordiv", "sub"})
        sides.append(f"（{text}）" if compound and not bare else text)
    return _JOIN[expr.op].join(sides)


def _unit_of(args: tuple[Any, ...]) -> str:
    for side in args:
        if side.op == "col":
            return "fen" if side.args[0].endswith("_fen") else "cp" if side.args[0].endswith("_cp") else ""
    return ""


def _amount(side: Expr, unit: str) -> str | None:
    if side.op != "lit" or not isinstance(side.args[0], int) or isinstance(side.args[0], bool):
        return None
    if not unit:
        return None
    return show_money(side.args[0]) if unit == "fen" else show_points(side.args[0])


def _negated(inner: Expr, label: Callable[[str], str]) -> str:
    if inner.op in {"is_null", "is_empty"}:
        return f"{describe(inner.args[0], label)}已填"
    return f"不是（{describe(inner, label)}）"


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return "未填" if value is None else str(value)


def labels_of(names: Mapping[str, str]) -> Callable[[str], str]:
    """Give a labeller that falls back to the column's own name."""
    return lambda column: names.get(column, column)
