"""The digest of facts: the same for the same facts, whatever engine holds them and in whatever order.

Every table is written as text in one fixed way (rows by document and row, columns by
name, shortest decimal form of a float, nothing for a missing value, quotes for an empty
text) and hashed in slices, so that millions of rows need neither objects nor a second copy.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from wenxiao.core.facts.model import Facts
from wenxiao.core.facts.schema import TableSchema

if TYPE_CHECKING:
    import narwhals as nw

SLICE = 100_000
ROW_KEYS = ("document", "row")


def digest_of(facts: Facts) -> str:
    """Give the SHA-256 of the facts in hexadecimal. Tables without rows do not count."""
    total = hashlib.sha256()
    for name in sorted(facts.tables):
        if len(facts.tables[name]):
            total.update(f"{name}\n".encode())
            _add_table(total, facts.tables[name], facts.schemas.get(name))
    return total.hexdigest()


def _add_table(total: hashlib._Hash, table: nw.DataFrame[Any], schema: TableSchema | None) -> None:
    names = sorted(table.columns)
    total.update(("\x1f".join(names) + "\n").encode())
    keys = [key for key in ROW_KEYS if key in names]
    order = table.select(*keys).with_row_index("~place").sort(*keys)["~place"]
    for start in range(0, len(table), SLICE):
        rows = table.select(*names)[order[start : start + SLICE].to_list(), :]
        if schema is not None:
            rows = rows.with_columns(
                *(
                    rows[n].cast(schema.columns[n].dtype)
                    for n in names
                    if n in schema.columns and _differs(rows, n, schema)
                )
            )
        # The text comes from one writer, so that an engine's own way with floats and flags does not matter.
        total.update(rows.to_polars().write_csv(include_header=False, quote_style="necessary").encode())


def _differs(rows: nw.DataFrame[Any], name: str, schema: TableSchema) -> bool:
    return bool(rows.schema[name] != schema.columns[name].dtype)
