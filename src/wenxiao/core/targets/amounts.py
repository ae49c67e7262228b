"""Readings of numbers: one value, a range, or several values that nothing can compare singly."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from wenxiao.core.targets.dates import find_day, find_period
from wenxiao.core.targets.doubts import doubt_of, unread_digits
from wenxiao.core.targets.model import Comparator, Reading
from wenxiao.core.targets.quantities import Quantity, blank_codes, find, without_specification
from wenxiao.core.targets.units import UNIT, canonical

_PER = re.compile(
    r"每个?(?P<who>[人户亩生名头只村月天日台套次场期吨车件项座条所校班株棵床辆份]|平方米|立方米|公里)(?:每(?P<when>[月天日年]))?(?:[^0-9,;、每]{0,6})$"
)
_STARTING_POINT = re.compile(
    rf"[由从][^0-9,;]{{0,8}}[0-9.]+(?:{UNIT})?(?=(?:提高|提升|增加|增长|上升|扩大|降低|下降|减少|降|增|压减)[到至为])"
)
_LIST_BEFORE = re.compile(r"[0-9][、,~至到-]$")
_THOUSANDS = re.compile(r"(?<![0-9.])(?P<a>[0-9]+)万(?P<b>[1-9])千")
_MANY = re.compile(r"(?<=[0-9])([万亿千百])([余多])")  # 2万余人 is spelled as 2余万人


def read_amount(original: str, text: str, unit: str | None, name: str | None) -> Reading | None:
    """Give the reading of a number; ``unit`` is the column's or the name's. None when there is no number."""
    body = _body(text)
    found = find(body, unit)
    if not found:
        return None
    unread = unread_digits(body, found)
    if len(found) > 1:
        bases = {one.unit: canonical(one.unit)[0] for one in found if one.unit}
        found = without_specification(found, bases, body)
    found = _with_units(found, body, unit)
    comparator, contradicts = _common(found)
    if len(found) == 2 and _bounds(found):
        comparator, contradicts = "range", False
    units = list(dict.fromkeys(one.unit for one in found))
    written = "、".join(one for one in units if one) or None
    values = tuple(one.number for one in found)
    base, low, high = _comparable(found, units, comparator)
    doubt = doubt_of(
        text,
        body,
        found,
        comparator,
        name,
        contradicts=contradicts,
        single=len(found) == 1 or low is not None,
        unread=unread,
    )
    return Reading(
        text=original,
        kind="number",
        comparator=comparator,
        values=values,
        unit=written,
        sure=doubt.sure,
        reason=doubt.reason,
        approximate=any(one.approximate for one in found),
        low=low,
        high=high,
        base_unit=base,
        band=doubt.band,
    )


def _body(text: str) -> str:
    """Give the text without starting points, dates that only qualify, and codes."""
    if "由" in text or "从" in text:
        text = _STARTING_POINT.sub("", text)
    if any(step in text for step in "万亿千百"):
        text = _MANY.sub(r"\2\1", _THOUSANDS.sub(r"\g<a>.\g<b>万", text))
    if "年" in text or "月" in text or "季" in text or text.count(".") > 1:
        text = _without_dates(text)
    return blank_codes(text)


def _without_dates(text: str) -> str:
    for search in (find_period, find_day):
        while (hit := search(text)) is not None:
            match = hit[0]
            if _LIST_BEFORE.search(text[: match.start()]):
                return ""  # 1、2、3月 are months, not numbers
            if not re.search(r"[年月季]", match.group()) and match.group().count(".") < 2:
                break
            text = text[: match.start()] + "◇" + text[match.end() :].lstrip("前内底,之以")
    return text


def _with_units(found: list[Quantity], body: str, unit: str | None) -> list[Quantity]:
    """Fill in units: 80-90% is in percent on both ends, else the column's; 每人300元 is 元/人."""
    if len(found) == 1 and found[0].unit is not None and "每" not in body:
        return found
    given = next((one.unit for one in reversed(found) if one.unit), None)
    joined = len(found) > 1 and any(one.ranged or body[one.end : one.end + 1] == "、" for one in found)
    filled = [
        replace(one, unit=(given if joined else None) or unit) if one.unit is None else one for one in found
    ]
    per = _PER.search(body[: filled[0].start]) if "每" in body else None
    if per and filled[0].unit and "/" not in filled[0].unit:
        when = f"·{per['when']}" if per["when"] else ""
        filled[0] = replace(filled[0], unit=f"{filled[0].unit}/{per['who']}{when}")
    return filled


def _common(found: list[Quantity]) -> tuple[Comparator | None, bool]:
    """Give the comparator the quantities share and whether they contradict each other."""
    if len(found) == 1:
        return found[0].comparator, found[0].contradicts
    signs = {one.comparator for one in found if one.comparator}
    if len({one.unit for one in found}) > 1 and (
        len(signs) > 1 or any(one.comparator is None for one in found)
    ):
        return None, False  # in 24小时以内响应率100% the operator belongs to one of them only
    contradicts = any(one.contradicts for one in found)
    return (signs.pop(), contradicts) if len(signs) == 1 else (None, contradicts or len(signs) > 1)


def _bounds(found: list[Quantity]) -> bool:
    """Tell whether two quantities are the ends of a range: 80%-90%, or ≥80% and ≤95%."""
    one, two = found
    if one.ranged and (one.unit == two.unit or None in (one.unit, two.unit)):
        return True
    signs = {(one.comparator or " ")[0], (two.comparator or " ")[0]}
    return signs == {">", "<"} and one.unit == two.unit


def _comparable(
    found: list[Quantity], units: list[str | None], comparator: Comparator | None
) -> tuple[str | None, float | None, float | None]:
    """Give base unit, low and high; the numbers are None where several values stand side by side."""
    if len(units) > 1:
        return None, None, None
    base, factor = canonical(units[0]) if units[0] else (None, Decimal(1))
    if len(found) > 1 and comparator != "range":
        return base or None, None, None
    amounts = sorted(float(Decimal(one.number) * factor) for one in found)
    return base or None, amounts[0], amounts[1] if comparator == "range" and len(amounts) == 2 else None
