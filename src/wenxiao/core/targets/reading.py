"""The one entrance: what a target or an actual value says."""

from __future__ import annotations

import re
from functools import lru_cache

from wenxiao.core.targets import damage, glyphs, qualitative
from wenxiao.core.targets.amounts import read_amount
from wenxiao.core.targets.deadlines import read_date
from wenxiao.core.targets.frequency import read_frequency
from wenxiao.core.targets.model import Reading
from wenxiao.core.targets.normalise import clean, outside_brackets
from wenxiao.core.targets.numerals import arabic
from wenxiao.core.targets.units import PLAIN_UNIT, UNIT, column_unit, name_unit

_NUMBER_OR_TIME = re.compile(r"[0-9]|全年|半年|年底|年末|年前")
_OPERATOR = re.compile(r"[≥≤<>=]")
_UNIT_BRACKET = re.compile(rf"(?<=[0-9])\(({UNIT}|%)\)")
_PLAIN = re.compile(rf"[≥≤<>=]?[0-9]+(?:\.[0-9]+)?(?![0-9年月周日天]){PLAIN_UNIT}")
_BARE = re.compile(r"[≥≤<>=]?(?!19|20)[0-9]{1,7}(?:\.[0-9]+)?")


# A deadline whose unit stands in a column of its own: 完成时间 | ≤ | 12 | 月.
_WHEN = re.compile("时间|期限|时限|日期|完成月")
_CALENDAR = {"月": re.compile(r"\D{0,2}(?:1[0-2]|[1-9])"), "年": re.compile(r"\D{0,2}20\d{2}")}


@lru_cache(maxsize=1 << 18)
def read(
    text: str | None, unit: str | None = None, *, name: str | None = None, year: int | None = None
) -> Reading:
    """Give the reading of one cell; never raises and never guesses a number.

    ``unit`` is the unit column, ``name`` the indicator's name (it may hold the unit: 化粪池(≥**立方米)),
    ``year`` the fiscal year that a date without a year belongs to.
    """
    original = (text or "").strip()
    cleaned = clean(original)
    if unit in _CALENDAR and name and _WHEN.search(name) and _CALENDAR[unit].fullmatch(cleaned):
        return read(f"{original}{unit}", None, name=name, year=year)
    column = column_unit(unit)
    if _PLAIN.fullmatch(cleaned) or (column is not None and _BARE.fullmatch(cleaned)):
        # Most cells are an operator, a number and a unit: nothing else is worth asking of them.
        plain = read_amount(original, cleaned, column, name)
        if plain is not None:
            return plain
    return _refused(original, cleaned) or _read(original, arabic(cleaned), column, name, year)


def _refused(original: str, cleaned: str) -> Reading | None:
    """Give the reading of what says nothing, is damaged or is masked; None when it can be read."""
    if reason := damage.missing(cleaned):
        return Reading(original, "missing", reason=reason)
    if reason := damage.unreadable(cleaned):
        return Reading(original, "unreadable", reason=reason)
    if reason := damage.masked(cleaned):
        return Reading(original, "unreadable", damage.comparator_of(cleaned), reason=reason)
    return None


def _read(original: str, counted: str, column: str | None, name: str | None, year: int | None) -> Reading:
    """Give the reading of a text in order of how particular its form is; words are what is left."""
    if counted in qualitative.YES_NO:
        return Reading(original, "yes_no", values=(counted,), band=qualitative.band_of(counted))
    if "(" in counted:
        counted = outside_brackets(_UNIT_BRACKET.sub(r"\1", counted))
    reading = None
    if _NUMBER_OR_TIME.search(counted):
        reading = (
            read_date(original, counted, column, name, year)
            or read_frequency(original, counted)
            or read_amount(original, counted, column or name_unit(name), name)
        )
    if reading is not None:
        return reading
    sign = glyphs.before(counted)[0] if _OPERATOR.match(counted) else None
    return Reading(original, "qualitative", sign, unit=column, band=qualitative.band_of(counted))
