"""The ordinary rule of claimed points, in whole hundredths of a point."""

from __future__ import annotations

from decimal import Decimal

from .exact import half_up
from .measures import Measure


def met(measure: Measure, actual: Decimal) -> bool:
    """Whether the target was reached."""
    if measure.spec.unit == "定性":
        return measure.quality >= 80
    if measure.spec.sign == "-" or measure.spec.unit == "期限":
        return actual <= measure.target
    return actual >= measure.target


def earned(measure: Measure, actual: Decimal) -> int:
    """Points for a row: full when met, else actual/target; lower-is-better ends at twice the target."""
    full = measure.weight_cp
    if measure.spec.unit == "定性":
        return int(half_up(Decimal(full * measure.quality) / 100))
    if met(measure, actual):
        return full
    if measure.spec.unit == "期限" or measure.target == 0:
        return 0
    ratio = actual / measure.target
    if measure.spec.sign == "-":
        ratio = max(Decimal(0), 2 - ratio)
    return int(half_up(full * ratio))


def execution(executed: int, adjusted: int, weight_cp: int = 1000) -> int:
    """Points for execution: the rate, at most 1, times the weight."""
    if adjusted == 0:
        return 0
    return int(half_up(min(Decimal(1), Decimal(executed) / adjusted) * weight_cp))


def rate(executed: int, adjusted: int) -> str:
    """The execution rate as printed."""
    return f"{half_up(Decimal(executed) * 100 / adjusted, 2)}%" if adjusted else "0%"
