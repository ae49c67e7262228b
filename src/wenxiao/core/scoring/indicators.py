"""Points of every indicator row, exact in 1/100 point."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from wenxiao.core.kept import Kept, kept
from wenxiao.core.scoring.attainment import (
    CODE,
    FULL_CASES,
    JUDGED_CASES,
    NUMBER,
    SATISFACTION_CASE,
    UNREADABLE_CASES,
    case_name,
    case_steps,
    is_case,
    met_of,
    ratio_of,
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
    for step in settings.keep("indicators", lambda: _steps(settings)):
        rows = rows.with_columns(*step)
    return rows.drop([name for name in rows.columns if name.startswith("~")])


def _steps(settings: ScoringSettings) -> list[list[Kept]]:
    """Give the columns to add, those that need one another in different steps."""
    steps = case_steps(settings.over_ratio)
    if settings.satisfaction_bands is not None:
        steps.append({CODE: _satisfaction_case()})
    steps.append({"met": met_of(), "ratio": ratio_of(), "points_cp": _points(settings)})
    steps.append({"case": case_name(), "status": _status(), "taken_cp": _taken(settings)})
    return [kept(step) for step in steps]


def _taken(settings: ScoringSettings) -> nw.Expr:
    low, high = _band_limits(settings)
    claimed = nw.col("claimed_points_cp")
    fits = is_case(*JUDGED_CASES) & (claimed >= low) & (claimed <= high)
    open_points = nw.when(fits.fill_null(value=False)).then(claimed)
    judged = is_case(*UNREADABLE_CASES, *JUDGED_CASES)
    return nw.when(judged).then(open_points).otherwise(nw.col("points_cp"))


def _satisfaction_case() -> nw.Expr:
    about = (
        nw.col("level3").str.contains("满意度")
        & (nw.col("target_unit") == "%")
        & (nw.col("actual_unit") == "%")
    )
    numeric = is_case("met", "met_over", "missed_higher", "missed_equal")
    decided = nw.lit(NUMBER[SATISFACTION_CASE], nw.Int8)
    return nw.when((about & numeric).fill_null(value=False)).then(decided).otherwise(nw.col(CODE))


def _status() -> nw.Expr:
    readable = nw.when(is_case(*JUDGED_CASES)).then(nw.lit("needs_judgement")).otherwise(nw.lit("scored"))
    return nw.when(is_case(*UNREADABLE_CASES)).then(nw.lit("unreadable")).otherwise(readable)


def _points(settings: ScoringSettings) -> nw.Expr:
    weight = nw.col("weight_cp")
    t, a = nw.col("target_value"), nw.col("actual_value")
    divisor = nw.when(t != 0).then(t)
    share = nw.when(a / divisor > 0).then(a / divisor).otherwise(nw.lit(0.0))
    if settings.reverse_variant == "ratio":
        reverse = t / nw.when(a != 0).then(a)
    else:
        left = 1 - (a - t) / divisor
        reverse = nw.when(left > 0).then(left).otherwise(nw.lit(0.0))
    points = nw.when(is_case(*FULL_CASES)).then(weight)
    steps = [
        (is_case("missed_higher", "missed_equal"), half_up(share * weight)),
        (is_case("missed_lower"), half_up(reverse * weight)),
        (is_case("missed_zero"), nw.lit(0)),
        (is_case(SATISFACTION_CASE), half_up(_satisfaction_share(settings) * weight)),
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
