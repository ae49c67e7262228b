"""Was the target met? One vectorised decision a row, with the case that applied.

Every row gets exactly one case; the case decides status, points and the sentence
that explains them (``explain.py``). The order of the cases is the order of doubt:
what cannot be read comes first, what can be computed last.
"""

from __future__ import annotations

import narwhals as nw

NUMBERS = ["number", "frequency"]
DATES = ["date", "period"]
WORDS = ["qualitative", "yes_no"]

UNREADABLE_CASES = ["target_missing", "target_unreadable", "actual_missing", "actual_unreadable"]
JUDGED_CASES = [
    "qualitative", "yes_no_differs", "words_for_value", "several_numbers", "unit_mismatch", "operator_missed",
    "operator_unclear", "late", "outside_range", "no_direction",
]
FULL_CASES = ["met", "met_over", "met_zero", "met_operator", "on_time", "within_range", "yes_no_same"]
PARTIAL_CASES = ["missed_higher", "missed_lower", "missed_equal", "missed_zero"]


def _target(suffix: str) -> nw.Expr:
    return nw.col(f"target_{suffix}")


def _actual(suffix: str) -> nw.Expr:
    return nw.col(f"actual_{suffix}")


def case_of(row_over: float = 1.3) -> nw.Expr:
    """Give the case of each row of a table with ``target_*``, ``actual_*`` and ``direction`` columns.

    ``row_over`` is the ratio from which fulfilment counts as far over the target (``met_over``).
    """
    t, a = _target("value"), _actual("value")
    higher = nw.col("direction").is_in(["higher", "equal"])
    both_numbers = _target("kind").is_in(NUMBERS) & _actual("kind").is_in(NUMBERS)
    both_dates = _target("kind").is_in(DATES) & _actual("kind").is_in(DATES)
    strict = _target("comparator").is_in([">", "<"])
    steps: list[tuple[nw.Expr, str]] = [
        (_target("kind") == "missing", "target_missing"),
        (_target("kind") == "unreadable", "target_unreadable"),
        (_actual("kind") == "missing", "actual_missing"),
        (_actual("kind") == "unreadable", "actual_unreadable"),
        ((_target("kind") == "yes_no") & (_actual("kind") == "yes_no") & (nw.col("target") == nw.col("actual")),
         "yes_no_same"),
        ((_target("kind") == "yes_no") & (_actual("kind") == "yes_no"), "yes_no_differs"),
        (_target("kind").is_in(WORDS), "qualitative"),
        (_actual("kind").is_in(WORDS), "words_for_value"),
        (t.is_null() | a.is_null(), "several_numbers"),
        (~(both_numbers | both_dates) | ~_same_unit(), "unit_mismatch"),
        (both_dates & (_last(_actual) <= _last(_target)), "on_time"),
        (both_dates, "late"),
        (_has_operator() & _inside(), "met_operator"),
        (_has_operator() & _outside(), "operator_missed"),
        (_has_operator(), "operator_unclear"),
        (nw.col("direction") == "within", "outside_range"),
        (nw.col("direction").is_null(), "no_direction"),
        (higher & (t == 0) & (nw.col("direction") == "equal") & (a > 0), "missed_zero"),
        (higher & (t <= 0) & (a >= t), "met_zero"),
        (higher & strict & (a == t), "missed_higher"),
        (higher & (a >= t * row_over) & (nw.col("direction") == "higher"), "met_over"),
        (higher & (a >= t), "met"),
        (higher & (t <= 0), "no_direction"),
        ((nw.col("direction") == "equal"), "missed_equal"),
        (higher, "missed_higher"),
        (strict & (a == t), "missed_lower"),
        (a <= t, "met"),
        (t <= 0, "missed_zero"),
    ]
    within = (nw.col("direction") == "within") & ~_has_operator() & both_numbers & _same_unit()
    decided = nw.lit("missed_lower")
    for condition, name in reversed(steps):
        decided = nw.when(condition.fill_null(value=False)).then(nw.lit(name)).otherwise(decided)
    inside = within & (a >= t) & (a <= _target("high"))
    return nw.when(inside.fill_null(value=False)).then(nw.lit("within_range")).otherwise(decided)


def met_of() -> nw.Expr:
    """Give true | false | null (null: a person must judge) from the ``case`` column."""
    case = nw.col("case")
    yes = case.is_in(FULL_CASES)
    no = case.is_in([*PARTIAL_CASES, "operator_missed", "late", "outside_range", "yes_no_differs"])
    return nw.when(yes).then(nw.lit(value=True)).otherwise(nw.when(no).then(nw.lit(value=False)))


def ratio_of() -> nw.Expr:
    """Give actual ÷ target where both are plain comparable numbers and the target is above zero."""
    t, a = _target("value"), _actual("value")
    plain = nw.col("case").is_in(["met", "met_over", "missed_higher", "missed_lower", "missed_equal"])
    return nw.when((plain & (t > 0)).fill_null(value=False)).then(a / nw.when(t != 0).then(t))


def _same_unit() -> nw.Expr:
    same = (_target("unit") == _actual("unit")).fill_null(value=False)
    return same | _actual("unit").is_null() | (_target("unit").is_null() & (_actual("unit") != "%"))


def _has_operator() -> nw.Expr:
    return _actual("comparator").is_in([">=", "<=", ">", "<", "range"]).fill_null(value=False)


def _inside() -> nw.Expr:
    t, a = _target("value"), _actual("value")
    low = nw.col("direction").is_in(["higher", "equal"]) & _actual("comparator").is_in([">=", ">", "range"]) & (a >= t)
    high = (nw.col("direction") == "lower") & (
        (_actual("comparator").is_in(["<=", "<"]) & (a <= t))
        | ((_actual("comparator") == "range") & (_actual("high") <= t))
    )
    return low | high


def _outside() -> nw.Expr:
    t, a = _target("value"), _actual("value")
    low = nw.col("direction").is_in(["higher", "equal"]) & (
        (_actual("comparator").is_in(["<=", "<"]) & (a < t)) | ((_actual("comparator") == "range") & (_actual("high") < t))
    )
    high = (nw.col("direction") == "lower") & _actual("comparator").is_in([">=", ">", "range"]) & (a > t)
    return low | high


def _last(side: object) -> nw.Expr:
    value = side  # a side is _target or _actual
    return nw.coalesce(value("high"), value("value"))  # type: ignore[operator]
