"""Bands of targets for the pages: from adopted filings of the place, in aggregate only, and drawn as a small picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.utils import timezone

from wenxiao.analysis.library_use import Row
from wenxiao.analysis.target_band import Band, band, show, spread
from wenxiao.core.calendar import Clock
from wenxiao.web.indicators.filed import adopted, rows_by_key
from wenxiao.web.indicators.models import FiledIndicator
from wenxiao.web.rulebook import rulebook

PEERS, UNITS = "goal.peer_count", "goal.peer_units"
YEARS = 5  # how far back peers are looked for
LEFT, RIGHT, LEAST_WIDTH = 12, 248, 6  # of the picture, in its own units


@dataclass(frozen=True)
class Picture:
    """Where the parts of a band are drawn, and their words."""

    low: float
    middle: float
    high: float
    target: float | None
    words: tuple[str, str, str]
    target_words: str

    @property
    def width(self) -> float:
        """Give how wide the middle half is drawn."""
        return round(self.high - self.low, 1)


class Peers:
    """The adopted rows of a place for some names, read in one query."""

    def __init__(self, jurisdiction: str, keys: Collection[str], year: int) -> None:
        clock = Clock(year, timezone.localdate())
        parameters = rulebook().catalog.place(jurisdiction).parameters.at(clock)
        self.year = year
        self.least, self.units = int(parameters.find(PEERS) or 0), int(parameters.find(UNITS) or 0)
        told = FiledIndicator.objects.filter(
            adopted(), jurisdiction=jurisdiction, key__in=keys, fiscal_year__range=(year - YEARS, year)
        )
        self._found = rows_by_key(told.order_by("pk"))

    def rows(self, name: str, keys: Iterable[str]) -> list[Row]:
        """Give the rows filed under any of the names of one indicator, under its own name."""
        return [replace(row, name=name) for key in sorted(keys) for row in self._found.get(key, ())]

    def spread(self, name: str, keys: Iterable[str], budget_unit: str | None = None) -> Band:
        """Give the band of an indicator by itself."""
        return spread(
            name, self.rows(name, keys), budget_unit=budget_unit, year=self.year, least=self.least, least_units=self.units
        )  # fmt: skip

    def band(self, name: str, keys: Iterable[str], target: str, unit: str | None, budget_unit: str) -> Band:
        """Compare a target with its peers'; without a target, the band by itself."""
        if not target.strip():
            return self.spread(name, keys, budget_unit)
        return band(
            name, target, self.rows(name, keys), unit=unit, budget_unit=budget_unit, year=self.year,
            least=self.least, least_units=self.units, aggregate=True,
        )  # fmt: skip


def picture(told: Band) -> Picture | None:
    """Lay a band out as a line from left to right; none where there are no quartiles."""
    if told.quartiles is None:
        return None
    _, first, middle, third, _ = told.quartiles  # the ends are single peers' values: not drawn
    points = [first, third] if told.value is None else [first, third, told.value]
    low, high = min(points), max(points)
    margin = (high - low) * 0.15 or max(abs(high), 1.0) * 0.05

    def at(value: float) -> float:
        share = (value - low + margin) / (high - low + 2 * margin)
        return round(LEFT + share * (RIGHT - LEFT), 1)

    edges = at(first), at(third)
    if edges[1] - edges[0] < LEAST_WIDTH:  # all the same: still to be seen
        edges = edges[0] - LEAST_WIDTH / 2, edges[0] + LEAST_WIDTH / 2
    words = tuple(show(value, told.measure) for value in (first, middle, third))
    return Picture(
        edges[0], at(middle), edges[1], None if told.value is None else at(told.value), words,  # type: ignore[arg-type]
        "" if told.value is None else show(told.value, told.measure),
    )  # fmt: skip
