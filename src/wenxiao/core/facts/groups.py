"""Group tables: the rows of a section put together by some of their columns, once, when facts are built."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw

from wenxiao.core.facts.computed import chosen
from wenxiao.core.facts.schema import ROW_KEYS, TableSchema
from wenxiao.core.forms.model import Field, Form, Group

Frames = dict[str, nw.DataFrame[Any]]


def add_groups(tables: Frames, schemas: Mapping[str, TableSchema], forms: Mapping[str, Form]) -> Frames:
    """Give the tables with every group table of every form filled, documents and first rows in order.

    ``sum`` adds a column over the chosen rows of a group and is zero where none is chosen; ``count``
    counts the rows in which a column is missing (``of`` one column) or all (``of`` none).
    """
    for form in forms.values():
        for group in form.groups:
            rows = tables[f"{form.stage}.{group.of}"]
            rows = rows.filter(nw.col("form") == form.id, *(~nw.col(key).is_null() for key in group.by))
            if len(rows):
                name = f"{form.stage}.{group.id}"
                made = _grouped(rows, group).select(*schemas[name].columns)
                tables[name] = nw.concat([tables[name], made]).sort("document", "row")
    return tables


def _grouped(rows: nw.DataFrame[Any], group: Group) -> nw.DataFrame[Any]:
    keys = [name for name in ROW_KEYS if name != "row"]
    parts = [_part(told).alias(told.fact_column) for told in group.fields]
    sums = [nw.col(told.fact_column).sum().cast(nw.Int64) for told in group.fields]
    return (
        rows.select(*keys, "row", *group.by, *parts)
        .group_by(*keys, *group.by)
        .agg(nw.col("row").min(), *sums)
    )


def _part(told: Field) -> nw.Expr:
    wanted = told.computed
    if wanted is None or wanted.function not in {"sum", "count"}:
        raise ValueError(f"{told.id}：分组表的列只能是 sum 或 count")
    missing = nw.col(wanted.of[0]).is_null().cast(nw.Int64) if wanted.of else nw.lit(1)
    value = nw.col(wanted.of[0]) if wanted.function == "sum" else missing
    conditions = chosen(wanted)
    return nw.when(*conditions).then(value).otherwise(0) if conditions else value
