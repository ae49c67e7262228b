"""A sanity band for a target: what peers and the unit itself set for the same indicator."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import quantiles

from wenxiao.analysis.library_use import Row
from wenxiao.core.calendar import show_date
from wenxiao.core.indicators import plain_name
from wenxiao.core.targets import Reading, direction_of, read

_LEAP_YEAR = 2020  # days of a year are counted in a leap year
LEAST_PEERS = 5  # quartiles of fewer values are hardly more than the values themselves


@dataclass(frozen=True)
class Band:
    """Quantiles of peers' targets in ``measure`` and where the target lies; quantiles are None with too few peers.

    ``own`` are the unit's own targets by year, oldest first. ``verdict`` is a whole Chinese sentence.
    """

    name: str
    peers: int
    budget_units: int
    years: tuple[int, ...]
    measure: str | None
    quartiles: (
        tuple[float, float, float, float, float] | None
    )  # least, first quarter, middle, third quarter, most
    own: tuple[tuple[int, float], ...]
    left_out: int  # rows of the same name whose unit or kind differs, or whose reading is unsure
    place: str  # below | inside | above | unknown
    verdict: str
    value: float | None = None  # the target itself in ``measure``; None where no single number can be read


def band(
    name: str,
    target: str,
    rows: Iterable[Row],
    *,
    unit: str | None = None,
    budget_unit: str | None = None,
    year: int | None = None,
    least: int = LEAST_PEERS,
    least_units: int = 1,
    aggregate: bool = False,
) -> Band:
    """Compare a target with those filed under the same name, in equal unit and of equal kind.

    ``unit`` is the measure's column, ``budget_unit`` the filer: its earlier years are history, not peers.
    Fewer than ``least`` peers (the rulebook's ``goal.peer_count``) give no quantiles.
    With ``aggregate`` no single value of a peer is told, and quantiles need ``least_units`` budget units besides:
    what is shown to one who may not see the peers' filings.
    A document counts once a year and subject: a goal and its self-evaluation repeat the same target.
    """
    reading = read(target, unit, name=name, year=year)
    same = [row for row in rows if plain_name(row.name) == plain_name(name)]
    usable = [row for row in same if _comparable(row, reading) and _of_the_year(row, year)]
    own = {
        row.year: row.value for row in usable if budget_unit and row.budget_unit == budget_unit and row.year
    }
    peers = _peers(usable, budget_unit)
    units = {row.budget_unit for row in peers if row.budget_unit}
    values = sorted(row.value for row in peers if row.value is not None)
    five = _five(values) if len(values) >= least and len(units) >= least_units else None
    direction = direction_of(reading, name=name)
    told = values if not aggregate else []
    few = Few(len(values), len(units), len(same), least, least_units, aggregate)
    place, verdict = _verdict(name, target, reading, five, direction, told, few)
    return Band(
        name, len(values), len(units),
        tuple(sorted({row.year for row in peers if row.year})), reading.base_unit, five,
        tuple(sorted((y, v) for y, v in own.items() if v is not None)), len(same) - len(usable), place, verdict,
        reading.low,
    )  # fmt: skip


def spread(
    name: str,
    rows: Iterable[Row],
    *,
    budget_unit: str | None = None,
    year: int | None = None,
    least: int,
    least_units: int,
) -> Band:
    """Give the band of an indicator without a target to compare: of the kind and unit most often filed, in aggregate only."""
    same = [row for row in rows if plain_name(row.name) == plain_name(name) and row.value is not None]
    sure = [row for row in same if row.sure != "low" and _of_the_year(row, year)]
    peers = _peers(sure, budget_unit)
    commonest = Counter((row.kind, row.measure) for row in peers).most_common(1)
    peers = [row for row in peers if (row.kind, row.measure) == commonest[0][0]] if commonest else []
    values = sorted(row.value for row in peers if row.value is not None)
    units = {row.budget_unit for row in peers if row.budget_unit}
    five = _five(values) if len(values) >= least and len(units) >= least_units else None
    measure = commonest[0][0][1] if commonest else None
    years = tuple(sorted({row.year for row in peers if row.year}))
    if five is None:
        verdict = Few(len(values), len(units), len(same), least, least_units, True).sentence(name)
    else:
        verdict = f"{_middle_half(len(values), five, measure)}，中位 {show(five[2], measure)}。"
    return Band(
        name, len(values), len(units), years, measure, five, (), len(same) - len(peers), "unknown", verdict
    )


def _peers(rows: Iterable[Row], budget_unit: str | None) -> list[Row]:
    """Give one row a year, unit and subject, without the unit's own."""
    return list(
        {
            (row.year, row.budget_unit, row.subject or row.document): row
            for row in rows
            if not (budget_unit and row.budget_unit == budget_unit)
        }.values()
    )


@dataclass(frozen=True)
class Few:
    """How many peers there are against how many a band needs."""

    peers: int
    units: int
    same: int
    least: int
    least_units: int
    aggregate: bool

    def sentence(self, name: str, listed: str = "") -> str:
        """Say why there is no band and what helps."""
        what = "请收集更多申报或换一个更通用的指标名称。"
        if self.aggregate:
            return (
                f"“{name}”可比的同类指标值有 {self.peers} 个，来自 {self.units} 家单位；"
                f"至少要 {self.least} 个、{self.least_units} 家才给出区间。{what}"
            )
        return (
            f"“{name}”可比的同类指标值只有 {self.peers} 个{listed}，少于 {self.least} 个，不足以给出区间；"
            f"同名的共 {self.same} 个。{what}"
        )


def _comparable(row: Row, reading: Reading) -> bool:
    unit = (reading.base_unit or "").removesuffix("/年") if reading.kind == "frequency" else reading.base_unit
    return row.value is not None and row.kind == reading.kind and row.measure == unit and row.sure != "low"


def _of_the_year(row: Row, year: int | None) -> bool:
    """Tell whether a row may be compared by the year: a whole date only with dates of the same budget year."""
    return row.measure != "日期" or year is None or row.year == year


def _five(values: Sequence[float]) -> tuple[float, float, float, float, float]:
    first, middle, third = quantiles(values, n=4, method="inclusive")
    return values[0], first, middle, third, values[-1]


def _middle_half(count: int, five: tuple[float, ...], measure: str | None) -> str:
    if five[1] == five[3]:
        return f"{count} 个同类指标值的中间一半都是 {show(five[1], measure)}"
    return f"{count} 个同类指标值的中间一半在 {show(five[1], measure)} 到 {show(five[3], measure)} 之间"


def _verdict(
    name: str, target: str, reading: Reading, five: tuple[float, ...] | None, direction: str | None,
    values: Sequence[float], few: Few,
) -> tuple[str, str]:  # fmt: skip
    if reading.low is None:
        return (
            "unknown",
            f"指标值“{target}”读不出一个数，无法与同类比较；{reading.reason or '请写成数和单位。'}",
        )
    if five is None:
        listed = f"（{'、'.join(show(v, reading.base_unit) for v in values)}）" if values else ""
        return "unknown", few.sentence(name, listed)
    told = _middle_half(few.peers, five, reading.base_unit)
    if five[1] <= reading.low <= five[3]:
        same_as = "与它相同" if five[1] == five[3] else "在其中"
        return "inside", f"{told}，“{target}”{same_as}。"
    place = "below" if reading.low < five[1] else "above"
    easy = {"higher": "below", "lower": "above"}.get(direction or "")
    word = "低于" if place == "below" else "高于"
    if easy is None:
        return place, f"{told}，“{target}”{word}这个区间，请说明理由。"
    if place == easy:
        return place, f"{told}，“{target}”{word}这个区间，定得偏松，请参照同类提高要求或说明理由。"
    return place, f"{told}，“{target}”{word}这个区间，要求偏紧，请核实能否做到。"


def show(value: float, measure: str | None) -> str:
    """Write a value with its unit, without padding zeros; a date as a date."""
    if measure == "日期":
        return show_date(date.fromordinal(round(value)))
    if measure == "月日":
        told = date(_LEAP_YEAR, 1, 1) + timedelta(days=round(value) - 1)
        return f"{told.month}月{told.day}日"
    return f"{value:.4f}".rstrip("0").rstrip(".") + (measure or "")
