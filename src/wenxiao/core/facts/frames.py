"""Making frames: the one place that names the default engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

from wenxiao.core.facts.schema import TableSchema

DEFAULT_BACKEND = "polars"


def frame_of(
    rows: Sequence[Mapping[str, Any]], schema: TableSchema, backend: Any = None
) -> nw.DataFrame[Any]:
    """Give a typed frame with exactly the schema's columns; keys that rows lack are missing."""
    data = {name: [row.get(name) for row in rows] for name in schema.columns}
    types = {name: column.dtype for name, column in schema.columns.items()}
    engine: Any = backend or DEFAULT_BACKEND
    return nw.from_dict(data, types, backend=engine)
