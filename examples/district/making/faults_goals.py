"""Faults of goals: vague, unquantified, copied, too low, or with figures that do not add up."""

from __future__ import annotations

from decimal import Decimal
from random import Random

from .exact import half_up, plain
from .faults import Around, Fault, Json, add, foreign, growing, number_in, rows, with_number

VAGUE = ("有所提高", "效果明显", "明显改善", "逐步提升", "不断增强")


def _set(document: Json, number: int, **fields: str | None) -> str:
    document["indicators"][number].update(fields)
    return f"indicators[{number}].{next(iter(fields))}"


def vague_output(document: Json, rng: Random, _: Around) -> str | None:
    """An output target in words."""
    fitting = rows(document, level2="数量指标")
    return (
        _set(document, rng.choice(fitting), target=rng.choice(VAGUE), direction=None, unit=None)
        if fitting
        else None
    )


def vague_effect(document: Json, rng: Random, _: Around) -> str | None:
    """An effect in empty words."""
    fitting = rows(document, level1="效益")
    return (
        _set(document, rng.choice(fitting), target=rng.choice(VAGUE), direction=None, unit=None)
        if fitting
        else None
    )


def unit_missing(document: Json, rng: Random, _: Around) -> str | None:
    """A quantity without a unit."""
    fitting = [n for n in growing(document) if "率" not in document["indicators"][n]["level3"]]
    if not fitting:
        return None
    number = rng.choice(fitting)
    row = document["indicators"][number]
    value = plain(number_in(row["target"]) or Decimal(0))
    return _set(document, number, target=value if row["direction"] else f"≥{value}", unit=None)


def low_target(document: Json, rng: Random, around: Around) -> str | None:
    """A target at a third to a half of what was reached last year."""
    past = around.before.get(document["subject"]["code"])
    if past is None:
        return None
    reached = {row["level3"]: number_in(row["actual"]) for row in past["indicators"]}
    for number in growing(document):
        row = document["indicators"][number]
        last = reached.get(row["level3"]) or Decimal(0)
        if last >= 20:
            share = rng.randint(28, 52)
            return _set(document, number, target=with_number(row["target"], half_up(last * share / 100)))
    return None


def weights_not_full(document: Json, rng: Random, _: Around) -> str | None:
    """Weights that sum to 89 or 95."""
    row = document["indicators"][0]
    row["weight"] = add(row["weight"], rng.choice(("-1", "5")))
    return "indicators"


def duplicate_indicator(document: Json, rng: Random, _: Around) -> str | None:
    """The same indicator twice, its weight shared."""
    number = rng.randrange(len(document["indicators"]) - 1)
    row = document["indicators"][number]
    half = plain(Decimal(row["weight"]) / 2)
    row["weight"] = half
    document["indicators"].insert(number + 1, {**row})
    return f"indicators[{number + 1}].level3"


def copied_text(document: Json, rng: Random, around: Around) -> str | None:
    """The annual goal of another project, name and all."""
    others = foreign(document, around, "annual_goal")
    if not others:
        return None
    document["annual_goal"] = rng.choice(others)
    return "annual_goal"


def last_years_text(document: Json, _: Random, around: Around) -> str | None:
    """Last year's text with last year's figures."""
    past = around.before.get(document["subject"]["code"])
    if past is None:
        return None
    document["annual_goal"] = past["expected_goal"]
    return "annual_goal"


def target_missing(document: Json, rng: Random, _: Around) -> str | None:
    """An indicator with an empty target."""
    return _set(document, rng.randrange(len(document["indicators"])), target=None, direction=None)


def items_not_total(document: Json, rng: Random, _: Around) -> str | None:
    """Budget items that do not add up to the year's amount."""
    item = document["items"][-1]
    item["amount"] = add(item["amount"], str(rng.randint(2, 30)))
    return "items"


def money_unit_slip(document: Json, _: Random, __: Around) -> str | None:
    """The amount typed in 元 in a table headed 万元."""
    for line in document["funds"]:
        line["annual"] = plain(Decimal(line["annual"]) * 10_000)
    return "funds.total.annual"


def no_benefit(document: Json, _: Random, __: Around) -> str | None:
    """Outputs only: the effects are gone and their weight went to the first output."""
    gone = [r for r in document["indicators"] if r["level1"] == "效益指标"]
    document["indicators"] = [r for r in document["indicators"] if r["level1"] != "效益指标"]
    first = document["indicators"][0]
    first["weight"] = add(first["weight"], str(sum(Decimal(r["weight"]) for r in gone)))
    return "indicators"


def direction_against_name(document: Json, _: Random, __: Around) -> str | None:
    """A ceiling on satisfaction."""
    for number in rows(document, level3="满意度"):
        row = document["indicators"][number]
        value = plain(number_in(row["target"]) or Decimal(95))
        split = row["direction"] is not None
        return _set(
            document, number, target=value if split else f"≤{value}%", direction="≤" if split else None
        )
    return None


def quantity_with_ceiling(document: Json, rng: Random, _: Around) -> str | None:
    """A ceiling on a quantity."""
    fitting = [n for n in growing(document) if (document["indicators"][n]["target"] or "").startswith("≥")]
    if not fitting:
        return None
    number = rng.choice(fitting)
    return _set(document, number, target=document["indicators"][number]["target"].replace("≥", "≤"))


def few_indicators(document: Json, _: Random, __: Around) -> str | None:
    """Three indicators for the whole project."""
    kept = [rows(document, level1=level)[0] for level in ("产出指标", "效益指标", "满意度指标")]
    document["indicators"] = [document["indicators"][n] for n in kept]
    for row, weight in zip(document["indicators"], ("50", "30", "10"), strict=True):
        row["weight"] = weight
    return "indicators"


def prompt_left_in(document: Json, _: Random, __: Around) -> str | None:
    """The form's own prompt instead of a goal."""
    document["annual_goal"] = "（请结合年度任务填写，200字以内）"
    return "annual_goal"


def budget_missing(document: Json, _: Random, __: Around) -> str | None:
    """No amount at all."""
    document["funds"] = []
    return "funds.total.annual"


def satisfaction_out_of_range(document: Json, _: Random, __: Around) -> str | None:
    """290 % where ≥90 % was meant."""
    for number in rows(document, level3="满意度"):
        split = document["indicators"][number]["direction"] is not None
        return _set(document, number, target="290" if split else "290%")
    return None


def unreadable(document: Json, rng: Random, _: Around) -> str | None:
    """Masked digits left from a template."""
    fitting = growing(document)
    return _set(document, rng.choice(fitting), target="≥***", direction=None) if fitting else None


PROJECT_GOALS = (
    Fault("low_target", "goal.target_far_below_history", 24, low_target),
    Fault("last_years_text", None, 14, last_years_text),
    Fault("vague_output", "goal.output_not_quantified", 24, vague_output),
    Fault("vague_effect", None, 26, vague_effect),
    Fault("unit_missing", "goal.unit_missing", 24, unit_missing),
    Fault("weights_not_full", "goal.weights_not_full", 24, weights_not_full),
    Fault("duplicate_indicator", "goal.duplicate_indicator", 16, duplicate_indicator),
    Fault("copied_text", None, 16, copied_text),
    Fault("target_missing", "goal.target_missing", 14, target_missing),
    Fault("items_not_total", "goal.items_not_total", 16, items_not_total),
    Fault("money_unit_slip", "goal.items_not_total", 8, money_unit_slip),
    Fault("no_benefit", "goal.no_benefit_indicator", 10, no_benefit),
    Fault("direction_against_name", "goal.direction_against_name", 10, direction_against_name),
    Fault("quantity_with_ceiling", "goal.quantity_with_ceiling", 8, quantity_with_ceiling),
    Fault("few_indicators", None, 8, few_indicators),
    Fault("prompt_left_in", None, 6, prompt_left_in),
    Fault("budget_missing", "goal.budget_missing", 4, budget_missing),
    Fault("satisfaction_out_of_range", "goal.satisfaction_out_of_range", 4, satisfaction_out_of_range),
    Fault("unreadable", "goal.target_unreadable", 4, unreadable),
)
