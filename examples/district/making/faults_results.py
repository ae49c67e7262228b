"""Faults of self-evaluations: values missing, copied or impossible, points and sums that do not follow."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .exact import half_up, plain
from .faults import Around, Fault, Json, add, foreign, growing, number_in, numeric, rows, with_number


def retotal(document: Json) -> None:
    """Write the total that the claimed points add up to."""
    claimed = [row["claimed_points"] for row in document["indicators"]] + [
        document["claimed_execution_points"]
    ]
    document["claimed_total"] = plain(sum((Decimal(c) for c in claimed if c), Decimal(0)))


def _full(document: Json, number: int, **fields: str | None) -> str:
    """Change a row, claim its full weight, and keep the total right."""
    row = document["indicators"][number]
    row.update(fields)
    row["claimed_points"] = row["weight"]
    retotal(document)
    return f"indicators[{number}].{next(iter(fields))}"


def _missed(document: Json) -> list[int]:
    """Numeric rows that did not earn their full weight."""
    made = document["indicators"]
    return [n for n in numeric(document) if Decimal(made[n]["claimed_points"]) < Decimal(made[n]["weight"])]


def value_missing(document: Json, rng: Random, _: Around) -> str | None:
    """An empty actual with full points."""
    return _full(document, rng.choice(numeric(document)), actual=None, reason=None)


def money_unit_slip(document: Json, _: Random, __: Around) -> str | None:
    """What was executed typed in 元 in a table headed 万元."""
    if document["funds"][0]["executed"] == "0":
        return None
    for line in document["funds"]:
        line["executed"] = plain(Decimal(line["executed"]) * 10_000)
    return "funds.total.executed"


def over_fulfilment(document: Json, rng: Random, _: Around) -> str | None:
    """One and a half to four times the target, without a word about it."""
    fitting = growing(document)
    if not fitting:
        return None
    number = rng.choice(fitting)
    row = document["indicators"][number]
    value = half_up((number_in(row["target"]) or Decimal(1)) * rng.randint(150, 400) / 100)
    return _full(document, number, actual=with_number(row["actual"], value), reason=None)


def actual_has_operator(document: Json, _: Random, __: Around) -> str | None:
    """The target, operator and all, in the column of what was reached."""
    for number in growing(document):
        row = document["indicators"][number]
        if row["target"].startswith("≥"):
            return _full(document, number, actual=row["target"], reason=None)
        if row["direction"] == "≥":
            return _full(document, number, actual=f"≥{row['target']}", reason=None)
    return None


def everything_on_target(document: Json, _: Random, __: Around) -> str | None:
    """Every actual the same as its target."""
    fitting = [n for n in numeric(document) if number_in(document["indicators"][n]["target"]) != 100]
    if len(fitting) < 5:
        return None
    for number in fitting:
        row = document["indicators"][number]
        value = number_in(row["target"]) or Decimal(0)
        _full(document, number, actual=with_number(row["actual"], value), reason=None)
    return "indicators"


def duplicate_indicator(document: Json, rng: Random, _: Around) -> str | None:
    """The same indicator twice, weight and points shared."""
    fitting = [n for n in numeric(document) if n not in _missed(document)]
    if not fitting:
        return None
    number = rng.choice(fitting)
    row = document["indicators"][number]
    row["weight"] = row["claimed_points"] = plain(Decimal(row["weight"]) / 2)
    document["indicators"].insert(number + 1, {**row})
    return f"indicators[{number + 1}].level3"


def words_for_number(document: Json, rng: Random, _: Around) -> str | None:
    """``已完成`` for a figure."""
    return _full(document, rng.choice(numeric(document)), actual="已完成", reason=None)


def full_points_though_missed(document: Json, rng: Random, _: Around) -> str | None:
    """A missed target with the full weight claimed."""
    fitting = _missed(document)
    return _full(document, rng.choice(fitting), claimed_points="") if fitting else None


def claimed_points_differ(document: Json, rng: Random, _: Around) -> str | None:
    """Points of a missed target set by feeling."""
    fitting = _missed(document)
    if not fitting:
        return None
    number = rng.choice(fitting)
    row = document["indicators"][number]
    lower = half_up(Decimal(row["claimed_points"]) * 6 / 10, 1)
    if lower == Decimal(row["claimed_points"]):
        return None
    row["claimed_points"] = plain(lower)
    retotal(document)
    return f"indicators[{number}].claimed_points"


def claimed_total_differs(document: Json, rng: Random, _: Around) -> str | None:
    """A total that was added up wrongly."""
    document["claimed_total"] = add(document["claimed_total"], rng.choice(("-2", "-0.9", "1", "1.8")))
    return "claimed_total"


def weights_not_full(document: Json, rng: Random, _: Around) -> str | None:
    """Weights that sum to 99 or 105 with execution."""
    fitting = [n for n in numeric(document) if n not in _missed(document)]
    if not fitting:
        return None
    row = document["indicators"][fitting[0]]
    row["weight"] = row["claimed_points"] = add(row["weight"], rng.choice(("-1", "5")))
    retotal(document)
    return "indicators"


def execution_rate_differs(document: Json, _: Random, __: Around) -> str | None:
    """A rate of 100 % where part of the money is left."""
    if Decimal(document["claimed_execution_rate"].rstrip("%")) > 97:
        return None
    document["claimed_execution_rate"] = "100%"
    return "claimed_execution_rate"


def execution_points_differ(document: Json, _: Random, __: Around) -> str | None:
    """Ten points for execution where part of the money is left."""
    if Decimal(document["claimed_execution_points"]) > Decimal("9.8"):
        return None
    document["claimed_execution_points"] = "10"
    retotal(document)
    return "claimed_execution_points"


def missed_without_reason(document: Json, rng: Random, _: Around) -> str | None:
    """A missed target and an empty column for reasons."""
    fitting = _missed(document)
    if not fitting:
        return None
    number = rng.choice(fitting)
    document["indicators"][number]["reason"] = None
    return f"indicators[{number}].reason"


def executed_over_budget(document: Json, _: Random, __: Around) -> str | None:
    """More money out than there was."""
    if document["claimed_execution_rate"] != "100.00%" or len(document["funds"]) != 2:
        return None
    for line in document["funds"]:
        line["executed"] = plain(half_up(Decimal(line["executed"]) * 1036 / 1000, 2))
    document["claimed_execution_rate"] = "103.60%"
    return "funds.total.executed"


def satisfaction_out_of_range(document: Json, _: Random, __: Around) -> str | None:
    """Satisfaction above 100 %."""
    for number in rows(document, level3="满意度"):
        row = document["indicators"][number]
        return _full(document, number, actual=with_number(row["actual"], Decimal(109)), reason=None)
    return None


def last_years_text(document: Json, _: Random, __: Around) -> str | None:
    """Text that still speaks of 2019."""
    if "2020年" not in document["actual_goal"]:
        return None
    for key in ("expected_goal", "actual_goal"):
        document[key] = document[key].replace("2020年", "2019年")
    return "actual_goal"


def copied_text(document: Json, rng: Random, around: Around) -> str | None:
    """The result of another project, name and all."""
    others = foreign(document, around, "actual_goal")
    if not others:
        return None
    document["actual_goal"] = rng.choice(others)
    return "actual_goal"


def funds_parts_not_total(document: Json, rng: Random, _: Around) -> str | None:
    """Parts of the money that do not make the total."""
    fiscal = next(line for line in document["funds"] if line["line"] == "fiscal")
    fiscal["adjusted"] = add(fiscal["adjusted"], str(rng.randint(1, 12)))
    return "funds.total.adjusted"


def claimed_over_weight(document: Json, rng: Random, _: Around) -> str | None:
    """More points than the row weighs."""
    number = rng.choice(numeric(document))
    row = document["indicators"][number]
    row["claimed_points"] = add(row["weight"], "1")
    retotal(document)
    return f"indicators[{number}].claimed_points"


def _fault(name: str, times: int, plant: object, *, ruled: bool = True) -> Fault:
    return Fault(name, f"self_evaluation.{name}" if ruled else None, times, plant)  # type: ignore[arg-type]


PROJECT_RESULTS = (
    _fault("full_points_though_missed", 10, full_points_though_missed),
    _fault("claimed_points_differ", 6, claimed_points_differ),
    _fault("missed_without_reason", 8, missed_without_reason),
    _fault("execution_rate_differs", 4, execution_rate_differs),
    _fault("execution_points_differ", 5, execution_points_differ),
    _fault("executed_over_budget", 3, executed_over_budget),
    _fault("everything_exactly_on_target", 8, everything_on_target),
    _fault("over_fulfilment_without_reason", 10, over_fulfilment),
    _fault("actual_has_operator", 10, actual_has_operator),
    _fault("last_years_text", 5, last_years_text, ruled=False),
    _fault("copied_text", 5, copied_text, ruled=False),
    _fault("duplicate_indicator", 4, duplicate_indicator, ruled=False),
    _fault("value_missing", 8, value_missing),
    _fault("words_for_number", 10, words_for_number),
    _fault("money_unit_slip", 5, money_unit_slip),
    _fault("claimed_total_differs", 9, claimed_total_differs),
    _fault("weights_not_full", 5, weights_not_full),
    _fault("satisfaction_out_of_range", 3, satisfaction_out_of_range),
    _fault("funds_parts_not_total", 4, funds_parts_not_total),
    _fault("claimed_over_weight", 3, claimed_over_weight),
)
DEPARTMENT_RESULTS = (
    _fault("full_points_though_missed", 5, full_points_though_missed),
    _fault("claimed_total_differs", 4, claimed_total_differs),
    _fault("value_missing", 3, value_missing),
    _fault("actual_has_operator", 4, actual_has_operator),
)
