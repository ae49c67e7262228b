"""Derived columns of forms: a handful of named functions, exact on integers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from wenxiao.core.forms.model import Computed, Field, Form

Frames = dict[str, nw.DataFrame[Any]]


def add_computed(tables: Frames, forms: Mapping[str, Form]) -> Frames:
    """Give the tables with every computed column of every form filled.

    ``sum`` adds columns of the document and of its rows (``section.column``), missing
    parts left out, missing when nothing is given; ``count`` counts rows; ``ratio`` is
    missing when the divisor is missing or zero; ``difference`` is first minus second;
    ``largest`` is the largest value of a column of its rows. Columns of rows are filled before,
    by ``row_values``.
    """
    stages: dict[str, dict[str, list[tuple[str, Field]]]] = {}
    for form in forms.values():
        for told in form.computed:
            stages.setdefault(form.stage, {}).setdefault(told.fact_column, []).append((form.id, told))
    for stage, columns in stages.items():
        if not len(tables[stage]):
            continue
        for name, makers in columns.items():
            tables[stage] = _filled(tables, stage, name, makers)
    return tables


def _filled(tables: Frames, stage: str, name: str, makers: list[tuple[str, Field]]) -> nw.DataFrame[Any]:
    frame = tables[stage]
    for form_id, told in makers:
        if told.computed is None:
            continue
        frame, parts = _with_row_sums(tables, frame, stage, told.computed)
        value = _value(told, parts)
        frame = frame.with_columns(
            nw.when(nw.col("form") == form_id).then(value).otherwise(nw.col(name)).alias(name)
        ).drop([part for part in parts if part.startswith("~")])
    return frame


def _with_row_sums(
    tables: Frames, frame: nw.DataFrame[Any], stage: str, wanted: Computed
) -> tuple[nw.DataFrame[Any], list[str]]:
    parts = []
    for name in wanted.of:
        section, dot, column = name.partition(".")
        if not dot:
            parts.append(name)
            continue
        rows = tables[f"{stage}.{section}"]
        total = {"count": nw.len(), "largest": nw.col(column).max()}.get(
            wanted.function, nw.col(column).sum()
        )
        given = [] if wanted.function == "count" else [~nw.col(column).is_null()]
        conditions = [*chosen(wanted), *given]
        rows = rows.filter(*conditions) if conditions else rows
        sums = rows.group_by("document").agg(total.cast(nw.Int64).alias(f"~{name}"))
        frame = frame.join(sums, on="document", how="left")
        parts.append(f"~{name}")
    return frame, parts


def chosen(wanted: Computed) -> list[nw.Expr]:
    """Give the conditions on rows that ``where`` and ``unless`` state; section names before a dot are left off."""

    def one_of(name: str, values: tuple[Any, ...]) -> nw.Expr:
        return nw.col(name.rpartition(".")[2]).is_in(list(values)).fill_null(value=False)

    return [
        *(one_of(name, values) for name, values in wanted.where.items()),
        *(~one_of(name, values) for name, values in wanted.unless.items()),
    ]


def _value(told: Field, parts: list[str]) -> nw.Expr:
    computed = told.computed
    if computed is None:
        raise ValueError(told.id)
    if computed.function == "ratio":
        divisor = nw.col(str(computed.by))
        return nw.col(parts[0]) / nw.when(divisor != 0).then(divisor)
    if computed.function == "difference":
        return nw.col(parts[0]) - nw.col(parts[1])
    if computed.function in {"copy", "count", "largest"}:
        return nw.col(parts[0])
    total = nw.sum_horizontal(*parts)
    anything = nw.any_horizontal(*(~nw.col(part).is_null() for part in parts), ignore_nulls=True)
    return nw.when(anything).then(total)
