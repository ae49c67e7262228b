"""The two clocks: the fiscal year of the money and the date of the act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

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


def working_days_after(day: date, count: int) -> date:
    """Give the day ``count`` working days later: Monday to Friday; public holidays are left to an extension."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < SATURDAY:
            count -= 1
    return day
