"""Grades from totals by the bands in force."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import narwhals as nw


def grade_expr(total_cp: nw.Expr, bands: Sequence[dict[str, Any]]) -> nw.Expr:
    """Give the grade of a total; ``bands`` are ``{grade, min}`` with min in points, lower bound included."""
    decided: nw.Expr | None = None
    for band in sorted(bands, key=lambda b: Decimal(str(b["min"]))):
        reached = total_cp >= int(Decimal(str(band["min"])) * 100)
        grade = nw.lit(str(band["grade"]))
        decided = (
            nw.when(reached).then(grade)
            if decided is None
            else nw.when(reached).then(grade).otherwise(decided)
        )
    if decided is None:
        raise ValueError("等级分数线为空。")
    return decided
