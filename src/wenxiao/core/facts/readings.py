"""Reading target and actual texts into comparable columns; each distinct text is read once."""

from __future__ import annotations

from typing import Any

from wenxiao.core.facts.schema import TableSchema
from wenxiao.core.targets import Reading, direction_with_source, read


def add_readings(rows: list[dict[str, Any]], schema: TableSchema) -> None:
    """Fill the ``*_kind``, ``*_value`` … columns of every target column and the row's direction, in place.

    ``direction`` becomes higher | lower | equal | within or ``None``; what the filer
    wrote stays in ``direction_written``, how it was found in ``direction_source``.
    """
    names = [column.name for column in schema.columns.values() if column.type == "target"]
    for row in rows:
        goal = _read(row, "target", row.get("unit"))
        # An actual is often written bare: it is meant in the target's unit.
        told = {
            name: goal if name == "target" else _read(row, name, row.get("unit") or goal.unit)
            for name in names
        }
        for name, reading in told.items():
            row.update(_columns(name, reading))
            if _may_be_a_fraction(reading, goal):
                row[f"{name}_sure"] = "low"
        row["target"] = _with_sign(row.get("target"), row.get("direction"))
        written = row.get("direction")
        row["direction_written"] = written
        row["direction"], row["direction_source"] = direction_with_source(
            goal,
            name=row.get("level3") or "",
            level1=row.get("level1") or "",
            level2=row.get("level2") or "",
            declared=written,
        )


def _read(row: dict[str, Any], name: str, unit: str | None) -> Reading:
    text = _with_sign(row.get(name), row.get("direction")) if name == "target" else row.get(name)
    return read(text, unit, name=row.get("level3"), year=row.get("fiscal_year"))


def _may_be_a_fraction(reading: Reading, goal: Reading) -> bool:
    """Tell whether ``0.85`` against ``≥80%`` may mean 85 %: a person must say."""
    if goal.base_unit != "%" or goal.low is None or goal.low <= 1 or reading is goal:
        return False
    bare = reading.base_unit == "%" and not any(sign in reading.text for sign in ("%", "％", "百分"))
    return bare and reading.low is not None and 0 < reading.low <= 1


def _with_sign(text: str | None, sign: str | None) -> str | None:
    """Put the sign of a column of its own before the target, as other forms print it."""
    joined = text and sign in _SIGNS and text[:1] not in _SIGNS
    return f"{sign}{text}" if joined else text


_SIGNS = frozenset("≥≤=＝>＜<＞≧≦═") | {">=", "<=", "＞＝", "＜＝"}


def _columns(name: str, reading: Reading) -> dict[str, Any]:
    # A filing covers one year: so many times a year is so many times.
    unit = (
        reading.base_unit.removesuffix("/年")
        if reading.kind == "frequency" and reading.base_unit
        else reading.base_unit
    )
    return {
        f"{name}_kind": reading.kind,
        f"{name}_comparator": reading.comparator,
        f"{name}_value": reading.low,
        f"{name}_high": reading.high,
        f"{name}_unit": unit,
        f"{name}_band": reading.band,
        f"{name}_sure": reading.sure,
        f"{name}_count": len(reading.values),
    }
