"""From rows to a document's score: execution, total, grade, difference from what was claimed."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from wenxiao.core.kept import Kept, kept
from wenxiao.core.scoring.grades import grade_expr
from wenxiao.core.scoring.rounding import half_up
from wenxiao.core.scoring.settings import ScoringSettings

Frame = nw.DataFrame[Any]
FULL_TOTAL = 10_000
ROW_PARTS = ["~points", "~weights", "~weighted", "~open", "~judged"]


def score_self_evaluations(heads: Frame, rows: Frame, settings: ScoringSettings) -> Frame:
    """Give one row a document: ``execution_rate, execution_points_cp, total_cp, grade, provisional, difference_cp``.

    ``rows`` are scored indicators. The execution weight is the form's; where the form
    prints none it is the parameter's, provided the indicators leave room for it.
    The grade is missing where weighted rows have no points or weights do not sum to 100.
    """
    # Whole numbers first, plain sums after: an engine adds columns much faster than it evaluates in groups.
    counted = rows.select("document", *settings.keep("row_parts", lambda: kept(_row_parts())))
    sums = counted.group_by("document").agg(nw.col(*ROW_PARTS).sum())
    heads = heads.join(sums, on="document", how="left")
    for step in settings.keep("totals", lambda: _total_steps(settings)):
        heads = heads.with_columns(*step)
    return heads.drop(*ROW_PARTS)


def _row_parts() -> dict[str, nw.Expr]:
    weighted = nw.col("weight_cp") > 0
    return {
        "~points": nw.col("taken_cp"),
        "~weights": nw.col("weight_cp"),
        "~weighted": weighted.cast(nw.Int64),
        "~open": (weighted & nw.col("taken_cp").is_null()).cast(nw.Int64),
        "~judged": (nw.col("status") != "scored").cast(nw.Int64),
    }


def _total_steps(settings: ScoringSettings) -> list[list[Kept]]:
    execution_open = (nw.col("execution_weight_used_cp") > 0) & nw.col("execution_points_cp").is_null()
    scored = (nw.col("~weighted") > 0) | ~nw.col("execution_points_cp").is_null()
    total = nw.when(scored).then(nw.col("~points") + nw.col("execution_points_cp").fill_null(0))
    full = nw.col("~weights") + nw.col("execution_weight_used_cp")
    complete = (full == FULL_TOTAL) & (nw.col("~open") == 0) & ~execution_open
    steps = [
        {name: nw.col(name).fill_null(0) for name in ROW_PARTS},
        {"execution_weight_used_cp": _execution_weight(settings)},
        {"execution_points_cp": _execution_points()},
        {"total_cp": total, "full_cp": full, "open_rows": nw.col("~open")},
        {
            "grade": nw.when(complete).then(grade_expr(nw.col("total_cp"), settings.grade_bands)),
            "provisional": (nw.col("~judged") > 0) | ~complete,
            "difference_cp": nw.col("claimed_total_cp") - nw.col("total_cp"),
        },
    ]
    return [kept(step) for step in steps]


def score_evaluations(heads: Frame, settings: ScoringSettings) -> Frame:
    """Give ``total_cp`` as the sum of the score sheet, its grade and the difference from the printed total."""
    return heads.with_columns(*settings.keep("evaluations", lambda: kept(_evaluation(settings))))


def _evaluation(settings: ScoringSettings) -> dict[str, nw.Expr]:
    whole = nw.col("weight_total_cp") == FULL_TOTAL
    return {
        "grade": nw.when(whole).then(grade_expr(nw.col("total_cp"), settings.grade_bands)),
        "provisional": (~whole).fill_null(value=True),
        "difference_cp": nw.col("claimed_total_cp") - nw.col("total_cp"),
    }


def _execution_weight(settings: ScoringSettings) -> nw.Expr:
    room = nw.col("~weights") + settings.execution_weight <= FULL_TOTAL
    default = nw.when(room).then(nw.lit(settings.execution_weight)).otherwise(nw.lit(0))
    return nw.coalesce(nw.col("execution_weight_cp"), default)


def _execution_points() -> nw.Expr:
    rate = nw.col("execution_rate")
    capped = nw.when(rate > 1).then(nw.lit(1.0)).otherwise(rate)
    return half_up(capped * nw.col("execution_weight_used_cp"))
