"""How a department writes its tables: operators joined, split, in words or left out; units given or not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .exact import plain
from .measures import Measure
from .streams import stream, weighted

Cell = str | None
WORDS = {"+": "不低于", "-": "不高于", "=": "达到"}
SIGNS = {"+": "≥", "-": "≤", "=": "="}


@dataclass(frozen=True, slots=True)
class Style:
    """A department's way of writing targets and actuals."""

    operators: str  # joined | split | words | bare
    unit_column: bool  # whether 度量单位 is filled as well
    actual_unit: bool  # whether the actual repeats the unit


@cache
def style_of(code: str) -> Style:
    """The habit of a department, the same in every table it files."""
    rng = stream("style", code)
    operators = weighted(rng, [(11, "joined"), (4, "split"), (2, "words"), (3, "bare")])
    return Style(operators, operators == "split" or rng.random() < 0.5, rng.random() < 0.6)


def write_target(style: Style, measure: Measure, value: Decimal) -> tuple[Cell, str, Cell]:
    """Write a target: the operator's column, the target, the unit's column."""
    unit = measure.spec.unit
    if unit == "定性":
        return ("定性" if style.operators == "split" else None), measure.spec.low, None
    if unit == "期限":
        return None, ("年底前" if value == 12 and style.operators == "words" else f"{value}月底前"), None
    if style.operators == "split":
        return SIGNS[measure.spec.sign], plain(value), unit
    number, sign = plain(value) + unit, measure.spec.sign
    left_out = (style.operators == "bare" and sign != "-") or (sign == "=" and unit == "%")
    operator = WORDS[sign] if style.operators == "words" else "" if left_out else SIGNS[sign]
    return None, operator + number, unit if style.unit_column else None


def write_actual(style: Style, measure: Measure, value: Decimal) -> str:
    """Write what was reached: a number with or without its unit, a word, or a month."""
    unit = measure.spec.unit
    if unit == "定性":
        return measure.spec.low if measure.quality >= 80 else f"基本{measure.spec.low}"
    if unit == "期限":
        return f"{value}月"
    if unit in {"%", "‰"} and style.operators != "split":
        return plain(value) + unit
    return plain(value) + (unit if style.actual_unit and style.operators != "split" else "")
