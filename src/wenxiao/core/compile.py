"""Turning expression trees into Narwhals expressions, the same for every engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals as nw

from wenxiao.core.expr import Expr

_BINARY: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "floordiv": lambda a, b: a // b,
    "lt": lambda a, b: a < b,
    "le": lambda a, b: a <= b,
    "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "eq": lambda a, b: a == b,
    "ne": lambda a, b: a != b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
}

_UNARY: dict[str, Callable[[Any], Any]] = {
    "not": lambda a: ~a,
    "is_null": lambda a: a.is_null(),
    "abs": lambda a: a.abs(),
    "sum": lambda a: a.sum(),
    "count": lambda a: a.count(),
    "distinct": lambda a: a.n_unique(),
    "max": lambda a: a.max(),
    "min": lambda a: a.min(),
    "median": lambda a: a.median(),
    "length": lambda a: a.str.len_chars(),
}


def to_narwhals(expr: Expr) -> Any:
    """Give the Narwhals expression of a tree. Raises KeyError for an unknown operation."""
    op, args = expr.op, expr.args
    if op == "col":
        return nw.col(args[0])
    if op == "lit":
        return nw.lit(args[0])
    if op in _UNARY:
        return _UNARY[op](to_narwhals(args[0]))
    if op in _BINARY:
        return _BINARY[op](to_narwhals(args[0]), to_narwhals(args[1]))
    return _SPECIAL[op](*args)


def _divide(top: Expr, bottom: Expr) -> Any:
    divisor = to_narwhals(bottom)
    safe = nw.when(divisor != 0).then(divisor)
    return to_narwhals(top) / safe


def _is_empty(inner: Expr) -> Any:
    text = to_narwhals(inner)
    return text.is_null() | (text.str.strip_chars() == "")


def _when(condition: Expr, then: Expr, otherwise: Expr) -> Any:
    chosen = nw.when(to_narwhals(condition)).then(to_narwhals(then))
    if otherwise.op == "lit" and otherwise.args[0] is None:
        return chosen
    return chosen.otherwise(to_narwhals(otherwise))


def _over(inner: Expr, keys: tuple[str, ...]) -> Any:
    # A group of several documents stays within its place, however many places are judged together.
    within = () if {"document", "~document", "jurisdiction"} & set(keys) else ("jurisdiction",)
    return to_narwhals(inner).over(*within, *keys)


_SPECIAL: dict[str, Callable[..., Any]] = {
    "div": _divide,
    "is_empty": _is_empty,
    "when": _when,
    "is_in": lambda inner, values: to_narwhals(inner).is_in(list(values)),
    "matches": lambda inner, pattern: to_narwhals(inner).str.contains(pattern),
    "without": lambda inner, pattern: to_narwhals(inner).str.replace_all(pattern, ""),
    "fill": lambda inner, value: nw.coalesce(to_narwhals(inner), to_narwhals(value)),
    "over": _over,
}
