"""Rules as SQL for SQLite: what a system pays that asks its database once for each rule and project."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable
from typing import Any

import narwhals as nw

from wenxiao.core.expr import Expr, columns_of, needs_whole_table
from wenxiao.core.parameters import Parameters
from wenxiao.core.rules.model import Rule

_JOIN = {
    **{
        "add": "+",
        "sub": "-",
        "mul": "*",
        "lt": "<",
        "le": "<=",
        "gt": ">",
        "ge": ">=",
        "eq": "=",
        "ne": "<>",
    },
    **{"and": "AND", "or": "OR"},
}
_WRAP = {
    "not": "(NOT {0})",
    "is_null": "({0} IS NULL)",
    "is_empty": "({0} IS NULL OR TRIM({0}) = '')",
    "abs": "ABS({0})",
    "length": "LENGTH({0})",
    "fill": "COALESCE({0}, {1})",
    "floordiv": "({0} / {1})",
    "div": "(CAST({0} AS REAL) / NULLIF({1}, 0))",
    "when": "(CASE WHEN {0} THEN {1} ELSE {2} END)",
}


def to_sql(expr: Expr) -> str:
    """Write an expression without windows as SQL. Raises KeyError for what SQL does not have."""
    op, args = expr.op, expr.args
    if op == "col":
        return f'"{args[0]}"'
    if op == "lit":
        return _literal(args[0])
    if op in _JOIN:
        return f"({to_sql(args[0])} {_JOIN[op]} {to_sql(args[1])})"
    if op == "is_in":
        return f"({to_sql(args[0])} IN ({', '.join(_literal(v) for v in args[1])}))"
    if op == "matches":
        return f"({to_sql(args[0])} REGEXP {_literal(args[1])})"
    if op == "without":
        return f"TAKEOUT({_literal(args[1])}, {to_sql(args[0])})"
    return _WRAP[op].format(*(to_sql(arg) for arg in args))


def _literal(value: object) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(int(value))
    return str(value) if isinstance(value, int | float) else "'" + str(value).replace("'", "''") + "'"


def queries(
    rules: Iterable[Rule], parameters: Parameters, tables: dict[str, nw.DataFrame[Any]]
) -> dict[str, tuple[str, str]]:
    """Give, for each rule that needs neither other rows nor other documents, its table and its query."""
    told = {}
    for rule in rules:
        if rule.table not in tables or not len(tables[rule.table]):
            continue
        finding = rule.body(parameters)
        where = finding.where
        if (
            finding.among is not None
            or needs_whole_table(where)
            or columns_of(where) - set(tables[rule.table].columns)
        ):
            continue
        told[rule.id] = (rule.table, f'SELECT * FROM "{rule.table}" WHERE document = ? AND {to_sql(where)}')
    return told


def database(tables: dict[str, nw.DataFrame[Any]]) -> sqlite3.Connection:
    """Put tables into a database file of its own, indexed by document; the file goes with the process."""
    base = sqlite3.connect("")
    base.create_function("REGEXP", 2, _regexp, deterministic=True)
    base.create_function("TAKEOUT", 2, _without, deterministic=True)
    for name, table in tables.items():
        if len(table):
            columns = ", ".join(f'"{column}"' for column in table.columns)
            base.execute(f'CREATE TABLE "{name}" ({columns})')
            marks = ", ".join("?" * len(table.columns))
            base.executemany(f'INSERT INTO "{name}" VALUES ({marks})', table.iter_rows())
            base.execute(f'CREATE INDEX "{name}_document" ON "{name}" (document)')
    return base


def _regexp(pattern: str, text: str | None) -> bool | None:
    return None if text is None else re.search(pattern, text) is not None


def _without(pattern: str, text: str | None) -> str | None:
    return None if text is None else re.sub(pattern, "", text)
