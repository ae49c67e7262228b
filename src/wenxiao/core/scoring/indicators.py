"""Points of every indicator row, exact in 1/100 point."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from wenxiao.core.scoring.attainment import (
    FULL_CASES,
    JUDGED_CASES,
    UNREADABLE_CASES,
    met_of,
    ratio_of,
    with_case,
)
from wenxiao.core.scoring.rounding import half_up
from wenxiao.core.scoring.settings import ScoringSettings

Frame = nw.DataFrame[Any]


def score_indicators(rows: Frame, settings: ScoringSettings) -> Frame:
    """Give the rows with ``case, status, met, ratio, points_cp, taken_cp``.

    ``points_cp`` is what the rule gives, missing where a person must judge; ``taken_cp``
    is what enters the total: the rule's points, or the claimed points where they lie in
    the band that the wording allows (财预〔2020〕10号 the three bands of qualitative indicators).
    """
    rows = with_case(rows, settings.over_ratio)
    if settings.satisfaction_bands is not None:
        rows = rows.with_columns(_satisfaction_case().alias("case"))
    rows = rows.with_columns(_status().alias("status"), met_of().alias("met"), ratio_of().alias("ratio"))
    rows = rows.with_columns(_points(settings).alias("points_cp"))
    low, high = _band_limits(settings)
    claimed = nw.col("claimed_points_cp")
    fits = (nw.col("status") == "needs_judgement") & (claimed >= low) & (claimed <= high)
    taken = (
        nw.when(nw.col("status") == "scored")
        .then(nw.col("points_cp"))
        .otherwise(nw.when(fits.fill_null(value=False)).then(claimed))
    )
    return rows.with_columns(taken.alias("taken_cp"))


def _satisfaction_case() -> nw.Expr:
    about = (
        nw.col("level3").str.contains("满意度")
        & (nw.col("target_unit") == "%")
        & (nw.col("actual_unit") == "%")
    )
    numeric = nw.col("case").is_in(["met", "met_over", "missed_higher", "missed_equal"])
    return (
        nw.when((about & numeric).fill_null(value=False))
        .then(nw.lit("satisfaction"))
        .otherwise(nw.col("case"))
    )


def _status() -> nw.Expr:
    case = nw.col("case")
    return (
        nw.when(case.is_in(UNREADABLE_CASES))
        .then(nw.lit("unreadable"))
        .otherwise(
            nw.when(case.is_in(JUDGED_CASES)).then(nw.lit("needs_judgement")).otherwise(nw.lit("scored"))
        )
    )


def _points(settings: ScoringSettings) -> nw.Expr:
    case, weight = nw.col("case"), nw.col("weight_cp")
    t, a = nw.col("target_value"), nw.col("actual_value")
    divisor = nw.when(t != 0).then(t)
    share = nw.when(a / divisor > 0).then(a / divisor).otherwise(nw.lit(0.0))
    if settings.reverse_variant == "ratio":
        reverse = t / nw.when(a != 0).then(a)
    else:
        left = 1 - (a - t) / divisor
        reverse = nw.when(left > 0).then(left).otherwise(nw.lit(0.0))
    points = nw.when(case.is_in(FULL_CASES)).then(weight)
    steps = [
        (case.is_in(["missed_higher", "missed_equal"]), half_up(share * weight)),
        (case == "missed_lower", half_up(reverse * weight)),
        (case == "missed_zero", nw.lit(0)),
        (case == "satisfaction", half_up(_satisfaction_share(settings) * weight)),
    ]
    decided: nw.Expr = points
    for condition, value in steps:
        decided = nw.when(condition).then(value).otherwise(decided)
    return nw.when(~weight.is_null()).then(decided)


def _satisfaction_share(settings: ScoringSettings) -> nw.Expr:
    bands = settings.satisfaction_bands or {"full_at": 1, "zero_below": 0}
    full, zero = float(bands["full_at"]) * 100, float(bands["zero_below"]) * 100
    share = (nw.col("actual_value") - zero) / (full - zero)
    return (
        nw.when(share >= 1).then(nw.lit(1.0)).otherwise(nw.when(share > 0).then(share).otherwise(nw.lit(0.0)))
    )


def _band_limits(settings: ScoringSettings) -> tuple[nw.Expr, nw.Expr]:
    """Give the lowest and highest claimed points (1/100) that the wording of the actual allows."""
    reached, partly, missed = settings.qualitative_bands
    weight, band = nw.col("weight_cp"), nw.col("actual_band")
    low = (
        nw.when(band == "reached")
        .then(weight * float(reached["min"]))
        .otherwise(nw.when(band == "partly").then(weight * float(partly["min"])).otherwise(weight * 0.0))
    )
    high = (
        nw.when(band == "partly")
        .then(weight * float(partly["max"]) - 1)
        .otherwise(nw.when(band == "missed").then(weight * float(missed["max"]) - 1).otherwise(weight * 1.0))
    )
    return low, high
