"""Frequencies: 1次/月, 每季度不少于2次, 一年两次; comparable per year."""

from __future__ import annotations

import re
from decimal import Decimal

from wenxiao.core.targets import glyphs
from wenxiao.core.targets.model import Comparator, Reading
from wenxiao.core.targets.quantities import NUMBER, canonical_number
from wenxiao.core.targets.vocabulary import EVENTS, PER_YEAR

_EVENT = "|".join(sorted(EVENTS, key=len, reverse=True))
_PERIOD = "半年|学年|年度|学期|年|季度|季|月|旬|周|星期|个?工作日|日|天"
_HOW_MANY = (
    rf"(?P<a>{NUMBER})(?:(?:-+|~+|至|到)(?P<b>{NUMBER}))?(?P<more>[多余])?(?P<event>{_EVENT})(?![性人/])"
)
_EVERY = r"(?:(?P<n>[0-9]{1,2})个?|个)?"
_FORMS = (
    re.compile(
        rf"(?<!每人)(?<!每户)(?:每{_EVERY}|(?<![0-9])1个?)(?P<period>{_PERIOD})(?P<middle>[^0-9,;、]{{0,14}}?){_HOW_MANY}"
    ),
    re.compile(
        rf"(?<![0-9])(?P<n>[0-9]{{1,2}})个(?P<period>月|季度)(?P<middle>[^0-9,;、]{{0,6}}?){_HOW_MANY}"
    ),
    re.compile(rf"(?<![0-9])(?P<n>[2-9])(?P<period>年|周)(?P<middle>){_HOW_MANY}"),
    re.compile(rf"(?P<period>[年季月周日])均(?P<middle>[^0-9,;、]{{0,10}}?){_HOW_MANY}"),
    re.compile(
        rf"(?P<a>{NUMBER})(?:(?:-+|~+|至|到)(?P<b>{NUMBER}))?(?P<more>[多余])?(?P<event>{_EVENT})[/每](?:每)?{_EVERY}"
        rf"(?P<period>{_PERIOD})(?![人·*、/])"
    ),
)
_MAYBE = re.compile(rf"(?:[/每均个]|[1-9]年|[2-9]周|1月|1周|1天|1日).*(?:{_EVENT})|(?:{_EVENT})[/每]")


def read_frequency(original: str, text: str) -> Reading | None:
    """Give the reading of a frequency; None when the text states none."""
    if _MAYBE.search(text) is None:
        return None
    for form in _FORMS:
        match = form.search(text)
        if match is not None:
            return _reading(original, text, match)
    return None


def _reading(original: str, text: str, match: re.Match[str]) -> Reading:
    group = match.groupdict()
    every = int(group.get("n") or 1) or 1
    front, weak = glyphs.before(text[: match.start()] + (group.get("middle") or ""))
    comparator, contradicts = glyphs.combine(front, weak, glyphs.after(text[match.end() :]))
    per_year = Decimal(PER_YEAR[group["period"].removeprefix("个")]) / every
    values = [canonical_number(group["a"])] + ([canonical_number(group["b"])] if group["b"] else [])
    bounds = sorted(float(Decimal(value) * per_year) for value in values)
    sign: Comparator | None = "range" if len(values) == 2 else comparator
    about = bool(group["more"]) or glyphs.ABOUT_BEFORE.search(text[: match.start("a")]) is not None
    reason = ""
    if contradicts:
        reason = "数字前后的比较词互相矛盾，请核对比较方向。"
    elif re.search(r"[0-9]", text[: match.start()] + text[match.end() :]):
        reason = "文字中还有别的数字，只读出了频次，请核对。"
    elif about:
        reason = "写的是约数，请核对。"
    return Reading(
        text=original,
        kind="frequency",
        comparator=sign,
        values=tuple(values),
        unit=f"{group['event']}/{_every(every, group['period'])}",
        sure="low" if contradicts else "medium" if reason else "high",
        reason=reason,
        approximate=about,
        low=bounds[0],
        high=bounds[1] if len(bounds) == 2 else None,
        base_unit=f"{group['event']}/年",
    )


def _every(every: int, period: str) -> str:
    """Give the period as it is said: 月, 2个月, 3年."""
    if every == 1:
        return period
    return f"{every}个{period}" if period in {"月", "季度"} else f"{every}{period}"
