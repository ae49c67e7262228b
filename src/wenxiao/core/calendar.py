"""The two clocks: the fiscal year of the money and the date of the act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

SATURDAY = 5
ClockName = Literal["fiscal_year", "activity_date"]


@dataclass(frozen=True, slots=True)
class Clock:
    """When something counts: ``fiscal_year`` is the money's, ``activity_date`` the act's."""

    fiscal_year: int
    activity_date: date

    def date_for(self, keyed_by: ClockName) -> date:
        """Give the date a value keyed by that clock is looked up with (a year counts from 1 January)."""
        return date(self.fiscal_year, 1, 1) if keyed_by == "fiscal_year" else self.activity_date


def show_date(day: date) -> str:
    """Write a date for people: ``2021年7月31日``."""
    return f"{day.year}年{day.month}月{day.day}日"


@dataclass(frozen=True)
class RestDays:
    """Statutory holidays and the weekend days worked in their stead, of the years for which they are known."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()

    def works(self, day: date) -> bool:
        """Tell whether a day is a working day; in a year that is not known only the weekend is free."""
        return day in self.work or (day.weekday() < SATURDAY and day not in self.off)


WEEKENDS = RestDays()


def rest_days(told: Mapping[int, Mapping[str, Any]]) -> RestDays:
    """Read the rest days of years: ``holidays`` and ``workdays`` are dates or pairs of first and last date."""
    off = {day for value in told.values() for entry in value.get("holidays", ()) for day in _days(entry)}
    work = {day for value in told.values() for entry in value.get("workdays", ()) for day in _days(entry)}
    return RestDays(frozenset(off), frozenset(work), frozenset(told))


def working_days_after(day: date, count: int, rest: RestDays = WEEKENDS) -> date:
    """Give the day ``count`` working days later; without ``rest`` days from Monday to Friday all work."""
    while count > 0:
        day += timedelta(days=1)
        if rest.works(day):
            count -= 1
    return day


def _days(entry: Any) -> Iterator[date]:
    first, last = (entry, entry) if isinstance(entry, date) else entry
    while first <= last:
        yield first
        first += timedelta(days=1)
