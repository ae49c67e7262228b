"""From rows to a document's score: execution, total, grade, difference from what was claimed."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from wenxiao.core.scoring.grades import grade_expr
from wenxiao.core.scoring.rounding import half_up
from wenxiao.core.scoring.settings import ScoringSettings

Frame = nw.DataFrame[Any]
FULL_TOTAL = 10_000


def score_self_evaluations(heads: Frame, rows: Frame, settings: ScoringSettings) -> Frame:
    """Give one row a document: ``execution_rate, execution_points_cp, total_cp, grade, provisional, difference_cp``.

    ``rows`` are scored indicators. The execution weight is the form's; where the form
    prints none it is the parameter's, provided the indicators leave room for it.
    The grade is missing where weighted rows have no points or weights do not sum to 100.
    """
    sums = rows.group_by("document").agg(
        nw.col("taken_cp").sum().alias("~points"),
        nw.col("weight_cp").sum().alias("~weights"),
        (nw.col("weight_cp") > 0).sum().alias("~weighted"),
        ((nw.col("weight_cp") > 0) & nw.col("taken_cp").is_null()).sum().alias("~open"),
        (nw.col("status") != "scored").sum().alias("~judged"),
    )
    heads = heads.join(sums, on="document", how="left").with_columns(
        *(nw.col(name).fill_null(0) for name in ("~points", "~weights", "~weighted", "~open", "~judged"))
    )
    heads = heads.with_columns(_execution_weight(settings).alias("execution_weight_used_cp"))
    heads = heads.with_columns(_execution_points().alias("execution_points_cp"))
    execution_open = (nw.col("execution_weight_used_cp") > 0) & nw.col("execution_points_cp").is_null()
    scored = (nw.col("~weighted") > 0) | ~nw.col("execution_points_cp").is_null()
    total = nw.when(scored).then(nw.col("~points") + nw.col("execution_points_cp").fill_null(0))
    heads = heads.with_columns(total.alias("total_cp"))
    whole = nw.col("~weights") + nw.col("execution_weight_used_cp") == FULL_TOTAL
    complete = whole & (nw.col("~open") == 0) & ~execution_open
    return heads.with_columns(
        nw.when(complete).then(grade_expr(nw.col("total_cp"), settings.grade_bands)).alias("grade"),
        ((nw.col("~judged") > 0) | ~complete).alias("provisional"),
        (nw.col("claimed_total_cp") - nw.col("total_cp")).alias("difference_cp"),
        (nw.col("~weights") + nw.col("execution_weight_used_cp")).alias("full_cp"),
        nw.col("~open").alias("open_rows"),
    ).drop("~points", "~weights", "~weighted", "~open", "~judged")


def score_evaluations(heads: Frame, settings: ScoringSettings) -> Frame:
    """Give ``total_cp`` as the sum of the score sheet, its grade and the difference from the printed total."""
    whole = nw.col("weight_total_cp") == FULL_TOTAL
    return heads.with_columns(
        nw.when(whole).then(grade_expr(nw.col("total_cp"), settings.grade_bands)).alias("grade"),
        (~whole).fill_null(value=True).alias("provisional"),
        (nw.col("claimed_total_cp") - nw.col("total_cp")).alias("difference_cp"),
    )


def _execution_weight(settings: ScoringSettings) -> nw.Expr:
    room = nw.col("~weights") + settings.execution_weight <= FULL_TOTAL
    default = nw.when(room).then(nw.lit(settings.execution_weight)).otherwise(nw.lit(0))
    return nw.coalesce(nw.col("execution_weight_cp"), default)


def _execution_points() -> nw.Expr:
    rate = nw.col("execution_rate")
    capped = nw.when(rate > 1).then(nw.lit(1.0)).otherwise(rate)
    return half_up(capped * nw.col("execution_weight_used_cp"))
