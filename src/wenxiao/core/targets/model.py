"""The shape of a reading: what a target or an actual value says, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "date", "period", "frequency", "qualitative", "yes_no", "missing", "unreadable"]
Comparator = Literal[">=", "<=", ">", "<", "=", "range"]
Sure = Literal["high", "medium", "low"]
Direction = Literal["higher", "lower", "equal", "within"]
DirectionSource = Literal["operator", "declared", "name", "kind", "default"]
Band = Literal["reached", "partly", "missed"]


@dataclass(frozen=True, slots=True)
class Reading:
    """One target or actual value, read.

    ``values`` are canonical decimal strings in ``unit`` (or ISO dates, ``--09`` where no year is known);
    ``low``/``high`` are the same in ``base_unit`` (元, 米, 平方米, %, 次/年 …; dates are proleptic
    ordinals under 日期, days of a leap year under 月日) and None where nothing single can be compared.
    ``reason`` is a Chinese sentence whenever ``sure`` is not high or nothing could be read.
    """

    text: str
    kind: Kind
    comparator: Comparator | None = None
    values: tuple[str, ...] = ()
    unit: str | None = None
    sure: Sure = "high"
    reason: str = ""
    approximate: bool = False
    low: float | None = None
    high: float | None = None
    base_unit: str | None = None
    band: Band | None = None
