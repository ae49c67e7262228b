"""A sanity band for a target: what peers and the unit itself set for the same indicator."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from wenxiao.analysis.library_use import Row
from wenxiao.core.indicators import plain_name
from wenxiao.core.targets import Reading, direction_of, read

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


def band(
    name: str,
    target: str,
    rows: Iterable[Row],
    *,
    unit: str | None = None,
    budget_unit: str | None = None,
    year: int | None = None,
    least: int = LEAST_PEERS,
) -> Band:
    """Compare a target with those filed under the same name, in equal unit and of equal kind.

    ``unit`` is the measure's column, ``budget_unit`` the filer: its earlier years are history, not peers.
    Fewer than ``least`` peers (the rulebook's ``goal.peer_count``) give no quantiles.
    A document counts once a year and subject: a goal and its self-evaluation repeat the same target.
    """
    reading = read(target, unit, name=name, year=year)
    same = [row for row in rows if plain_name(row.name) == plain_name(name)]
    usable = [row for row in same if _comparable(row, reading)]
    own = {
        row.year: row.value for row in usable if budget_unit and row.budget_unit == budget_unit and row.year
    }
    peers = {
        (row.year, row.budget_unit, row.subject or row.document): row
        for row in usable
        if not (budget_unit and row.budget_unit == budget_unit)
    }
    values = sorted(row.value for row in peers.values() if row.value is not None)
    five = _five(values) if len(values) >= least else None
    direction = direction_of(reading, name=name)
    place, verdict = _verdict(name, target, reading, five, direction, values, len(same), least)
    return Band(
        name, len(values), len({row.budget_unit for row in peers.values() if row.budget_unit}),
        tuple(sorted({row.year for row in peers.values() if row.year})), reading.base_unit, five,
        tuple(sorted((y, v) for y, v in own.items() if v is not None)), len(same) - len(usable), place, verdict,
    )  # fmt: skip


def _comparable(row: Row, reading: Reading) -> bool:
    unit = (reading.base_unit or "").removesuffix("/年") if reading.kind == "frequency" else reading.base_unit
    return row.value is not None and row.kind == reading.kind and row.measure == unit and row.sure != "low"


def _five(values: Sequence[float]) -> tuple[float, float, float, float, float]:
    first, middle, third = quantiles(values, n=4, method="inclusive")
    return values[0], first, middle, third, values[-1]


def _verdict(
    name: str, target: str, reading: Reading, five: tuple[float, ...] | None, direction: str | None,
    values: Sequence[float], same: int, least: int,
) -> tuple[str, str]:  # fmt: skip
    if reading.low is None:
        return (
            "unknown",
            f"指标值“{target}”读不出一个数，无法与同类比较；{reading.reason or '请写成数和单位。'}",
        )
    if five is None:
        listed = f"（{'、'.join(show(v, reading.base_unit) for v in values)}）" if values else ""
        return "unknown", (
            f"“{name}”可比的同类指标值只有 {len(values)} 个{listed}，少于 {least} 个，不足以给出区间；"
            f"同名的共 {same} 个。请收集更多申报或换一个更通用的指标名称。"
        )
    low, high = show(five[1], reading.base_unit), show(five[3], reading.base_unit)
    told = f"{len(values)} 个同类指标值的中间一半在 {low} 到 {high} 之间"
    if five[1] <= reading.low <= five[3]:
        return "inside", f"{told}，“{target}”在其中。"
    place = "below" if reading.low < five[1] else "above"
    easy = {"higher": "below", "lower": "above"}.get(direction or "")
    word = "低于" if place == "below" else "高于"
    if easy is None:
        return place, f"{told}，“{target}”{word}这个区间，请说明理由。"
    if place == easy:
        return place, f"{told}，“{target}”{word}这个区间，定得偏松，请参照同类提高要求或说明理由。"
    return place, f"{told}，“{target}”{word}这个区间，要求偏紧，请核实能否做到。"


def show(value: float, measure: str | None) -> str:
    """Write a value with its unit, without padding zeros."""
    return f"{value:.4f}".rstrip("0").rstrip(".") + (measure or "")
