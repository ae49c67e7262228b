"""Was the target met? One vectorised decision a row, with the case that applied.

Every row gets exactly one case; the case decides status, points and the sentence
that explains them (``explain.py``). The order of the steps is the order of doubt:
what cannot be read comes first, what can be computed last. While points are worked
out a case is a small number (its place in ``CASES``): comparing texts of millions of
rows would take most of the time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals as nw

Frame = nw.DataFrame[Any]

NUMBERS = ["number", "frequency"]
DATES = ["date", "period"]
WORDS = ["qualitative", "yes_no"]

UNREADABLE_CASES = ["target_missing", "target_unreadable", "actual_missing", "actual_unreadable"]
JUDGED_CASES = [
    "qualitative",
    "yes_no_differs",
    "words_for_value",
    "several_numbers",
    "unsure",
    "unit_mismatch",
    "operator_missed",
    "operator_unclear",
    "late",
    "outside_range",
    "no_direction",
]
FULL_CASES = ["met", "met_over", "met_zero", "met_operator", "on_time", "within_range", "yes_no_same"]
PARTIAL_CASES = ["missed_higher", "missed_lower", "missed_equal", "missed_zero"]

SATISFACTION_CASE = "satisfaction"
# Cases of one kind stand side by side, so that a kind is a range of numbers.
CASES = [*UNREADABLE_CASES, *JUDGED_CASES, *FULL_CASES, *PARTIAL_CASES, SATISFACTION_CASE]
NUMBER = {case: number for number, case in enumerate(CASES)}
CODE = "~case"


def _target(suffix: str) -> nw.Expr:
    return nw.col(f"target_{suffix}")


def _actual(suffix: str) -> nw.Expr:
    return nw.col(f"actual_{suffix}")


def is_case(*cases: str) -> nw.Expr:
    """Tell whether the row's case, as a number in ``~case``, is one of these."""
    numbers = sorted(NUMBER[case] for case in cases)
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return (nw.col(CODE) >= numbers[0]) & (nw.col(CODE) <= numbers[-1])
    return nw.col(CODE).is_in(numbers)


def case_steps(over_ratio: float) -> list[dict[str, nw.Expr]]:
    """Give the columns that lead to ``~case``, step by step; names with ``~`` are dropped in the end.

    The rows have ``target_*``, ``actual_*`` and ``direction`` columns. ``over_ratio`` is the ratio
    from which fulfilment counts as far over the target (``met_over``).
    """
    helpers = {
        "~numbers": _target("kind").is_in(NUMBERS) & _actual("kind").is_in(NUMBERS),
        "~dates": _target("kind").is_in(DATES) & _actual("kind").is_in(DATES),
        "~unit": _same_unit(),
        "~operator": _actual("comparator").is_in([">=", "<=", ">", "<", "range"]),
        "~inside": _inside(),
        "~outside": _outside(),
        "~strict": _target("comparator").is_in([">", "<"]) & (_target("value") == _actual("value")),
        "~up": nw.col("direction").is_in(["higher", "equal"]),
    }
    filled = {name: condition.fill_null(value=False) for name, condition in helpers.items()}
    return [filled, {CODE: _first_case(over_ratio)}]


def case_name() -> nw.Expr:
    """Give the name of the case from ``~case``."""
    return nw.col(CODE).replace_strict(list(range(len(CASES))), CASES, return_dtype=nw.String)


def _first_case(over_ratio: float) -> nw.Expr:
    t, a = _target("value"), _actual("value")
    direction, up = nw.col("direction"), nw.col("~up")
    steps: list[tuple[nw.Expr, str]] = [
        (_target("kind") == "missing", "target_missing"),
        (_target("kind") == "unreadable", "target_unreadable"),
        (_actual("kind") == "missing", "actual_missing"),
        (_actual("kind") == "unreadable", "actual_unreadable"),
        (_both("yes_no") & (nw.col("target") == nw.col("actual")), "yes_no_same"),
        (_both("yes_no"), "yes_no_differs"),
        (_target("kind").is_in(WORDS), "qualitative"),
        (_actual("kind").is_in(WORDS), "words_for_value"),
        (t.is_null() | a.is_null(), "several_numbers"),
        (~(nw.col("~numbers") | nw.col("~dates")) | ~nw.col("~unit"), "unit_mismatch"),
        ((_target("sure") == "low") | (_actual("sure") == "low"), "unsure"),
        (nw.col("~dates") & (_last(_actual) <= _last(_target)), "on_time"),
        (nw.col("~dates"), "late"),
        (nw.col("~operator") & nw.col("~inside"), "met_operator"),
        (nw.col("~operator") & nw.col("~outside"), "operator_missed"),
        (nw.col("~operator"), "operator_unclear"),
        ((direction == "within") & (a >= t) & (a <= _target("high")), "within_range"),
        (direction == "within", "outside_range"),
        (direction.is_null(), "no_direction"),
        ((direction == "equal") & (t == 0) & (a > 0), "missed_zero"),
        (up & (t <= 0) & (a >= t), "met_zero"),
        (up & nw.col("~strict"), "missed_higher"),
        ((direction == "higher") & (a >= t * over_ratio), "met_over"),
        (up & (a >= t), "met"),
        (up & (t <= 0), "no_direction"),
        (direction == "equal", "missed_equal"),
        (up, "missed_higher"),
        (nw.col("~strict"), "missed_lower"),
        (a <= t, "met"),
        (t <= 0, "missed_zero"),
    ]
    decided = nw.lit(NUMBER["missed_lower"], nw.Int8)
    for condition, name in reversed(steps):
        decided = nw.when(condition).then(nw.lit(NUMBER[name], nw.Int8)).otherwise(decided)
    return decided


def _both(kind: str) -> nw.Expr:
    return (_target("kind") == kind) & (_actual("kind") == kind)


def met_of() -> nw.Expr:
    """Give true | false | null (null: a person must judge) from ``~case``."""
    yes = is_case(*FULL_CASES)
    no = is_case(*PARTIAL_CASES) | is_case("operator_missed", "late", "outside_range", "yes_no_differs")
    return nw.when(yes | no).then(yes)


def ratio_of() -> nw.Expr:
    """Give actual ÷ target where both are plain comparable numbers and the target is above zero."""
    t, a = _target("value"), _actual("value")
    plain = is_case("met", "met_over", "missed_higher", "missed_lower", "missed_equal")
    return nw.when((plain & (t > 0)).fill_null(value=False)).then(a / nw.when(t != 0).then(t))


def _same_unit() -> nw.Expr:
    same = (_target("unit") == _actual("unit")).fill_null(value=False)
    return same | _actual("unit").is_null() | (_target("unit").is_null() & (_actual("unit") != "%"))


def _inside() -> nw.Expr:
    t, a = _target("value"), _actual("value")
    low = (
        nw.col("direction").is_in(["higher", "equal"])
        & _actual("comparator").is_in([">=", ">", "range"])
        & (a >= t)
    )
    high = (nw.col("direction") == "lower") & (
        (_actual("comparator").is_in(["<=", "<"]) & (a <= t))
        | ((_actual("comparator") == "range") & (_actual("high") <= t))
    )
    return low | high


def _outside() -> nw.Expr:
    t, a = _target("value"), _actual("value")
    low = nw.col("direction").is_in(["higher", "equal"]) & (
        (_actual("comparator").is_in(["<=", "<"]) & (a < t))
        | ((_actual("comparator") == "range") & (_actual("high") < t))
    )
    high = (nw.col("direction") == "lower") & _actual("comparator").is_in([">=", ">", "range"]) & (a > t)
    return low | high


def _last(side: Callable[[str], nw.Expr]) -> nw.Expr:
    return nw.coalesce(side("high"), side("value"))
