"""The same rules, one record after another: a plain interpreter of the expression trees.

It is the yardstick of the benchmark and, in the tests, an independent witness that
the vectorised engine flags the same rows.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from wenxiao.core.expr import Expr, walk
from wenxiao.core.facts.model import Facts
from wenxiao.core.links import Link
from wenxiao.core.parameters import Parameters
from wenxiao.core.rules.model import Rule
from wenxiao.core.rules.ready import needed_columns

Row = Mapping[str, Any]
_COMPARE: dict[str, Callable[[Any, Any], Any]] = {
    "add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
    "floordiv": lambda a, b: a // b, "lt": lambda a, b: a < b, "le": lambda a, b: a <= b, "gt": lambda a, b: a > b,
    "ge": lambda a, b: a >= b,
    "eq": lambda a, b: a == b, "ne": lambda a, b: a != b, "div": lambda a, b: a / b if b else None,
}  # fmt: skip
_FOLD: dict[str, Callable[[list[Any]], Any]] = {
    "sum": sum, "count": len, "distinct": lambda v: len(set(v)),
    "max": lambda v: max(v, default=None), "min": lambda v: min(v, default=None),
    "median": lambda v: median(v) if v else None,
}  # fmt: skip


class Interpreter:
    """Evaluates trees over the rows of one table; windows are worked out once a tree."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take the rows of a table."""
        self.rows = rows
        self._windows: dict[int, dict[tuple[Any, ...], Any]] = {}

    def flagged(self, condition: Expr) -> list[int]:
        """Give the positions of the rows that meet a condition."""
        for node in walk(condition):
            if node.op == "over":
                self._windows[id(node)] = self._fold(node)
        return [i for i, row in enumerate(self.rows) if self.value(condition, row) is True]

    def value(self, node: Expr, row: Row) -> Any:
        """Give a tree's value for one row; a missing operand makes the result missing."""
        op, args = node.op, node.args
        if op == "col":
            return row.get(args[0])
        if op == "lit":
            return args[0]
        if op in _COMPARE:
            left, right = self.value(args[0], row), self.value(args[1], row)
            return None if left is None or right is None else _COMPARE[op](left, right)
        if op in {"and", "or"}:
            return self._logic(op, self.value(args[0], row), args[1], row)
        return self._special(node, row)

    def _logic(self, op: str, left: Any, other: Expr, row: Row) -> Any:
        stop = op == "or"
        if left is stop:
            return stop
        right = self.value(other, row)
        if right is stop:
            return stop
        return None if left is None or right is None else not stop

    def _special(self, node: Expr, row: Row) -> Any:
        op, args = node.op, node.args
        if op == "over":
            return self._windows[id(node)][tuple(row.get(key) for key in args[1])]
        inner = self.value(args[0], row)
        if op == "when":
            return self.value(args[1] if inner is True else args[2], row)
        if op == "is_null":
            return inner is None
        if op == "is_empty":
            return inner is None or not inner.strip()
        if op == "fill":
            return self.value(args[1], row) if inner is None else inner
        if inner is None:
            return None
        return {
            "not": lambda: not inner, "abs": lambda: abs(inner), "length": lambda: len(inner),
            "is_in": lambda: inner in args[1], "matches": lambda: re.search(args[1], inner) is not None,
            "without": lambda: re.sub(args[1], "", inner),
        }[op]()  # fmt: skip

    def _fold(self, node: Expr) -> dict[tuple[Any, ...], Any]:
        inner, keys = node.args
        groups: dict[tuple[Any, ...], list[Any]] = defaultdict(list)
        for row in self.rows:
            value = self.value(inner.args[0], row)
            group = groups[tuple(row.get(key) for key in keys)]
            if value is not None:
                group.append(value)
        return {key: _FOLD[inner.op](values) for key, values in groups.items()}


def table_rows(
    facts: Facts, rules: Iterable[Rule], parameters: Parameters, links: Mapping[str, Link]
) -> dict[str, list[Row]]:
    """Give each table's rows with the parent and linked columns that its rules read."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for rule in rules:
        wanted[rule.table] |= needed_columns(rule.body(parameters))
    return {
        name: list(facts.with_columns_of(name, wanted[name], links)[0].iter_rows(named=True))
        for name, table in facts.tables.items()
        if len(table)
    }


def run_record_by_record(
    tables: Mapping[str, Sequence[Row]], rules: Iterable[Rule], parameters: Parameters
) -> dict[str, list[int]]:
    """Give, for every rule, the positions of the rows it flags in its table."""
    interpreters = {name: Interpreter(rows) for name, rows in tables.items()}
    told = {}
    for rule in rules:
        if rule.table not in interpreters:
            continue
        finding, whole = rule.body(parameters), interpreters[rule.table]
        if finding.among is None:
            told[rule.id] = whole.flagged(finding.where)
            continue
        seen = whole.flagged(finding.among)
        some = Interpreter([whole.rows[n] for n in seen])
        told[rule.id] = [seen[n] for n in some.flagged(finding.where)]
    return told
