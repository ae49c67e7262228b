"""Readings of dates and periods: which of the dates in a text is what the text is about."""

from __future__ import annotations

import re

from wenxiao.core.targets import glyphs
from wenxiao.core.targets.dates import Day, compact_day, find_day, find_period, whole_year
from wenxiao.core.targets.model import Comparator, Reading

_FRAME = re.compile(
    r"(?:到位|于|在|到|至|从|自|截至|截止|不晚于|不迟于|不超过|最迟|最晚|早于|计划|预计|实际|已|均|全部|全面|按时|及时|完成|到位|时间|日期"
    r"|竣工|完工|交工|验收|开工|投入|使用|拨付|支付|发放|结束|交付|建成|落实|实施|完毕|通过|准备|项目|工程|建设|工作|任务|资金"
    r"|之前|以前|前|止|内|之内|以内|为止|底|末|份|度|左右|前后|约|期间|每年|当年|本年|的|起|后|以后|之后|达到|上报|提交|报送|执行|开展"
    r"|[≤≥<>=:,;、()-])+"
)
_BEFORE_IT = re.compile(r"不晚于|不迟于|不超过|最迟|最晚|早于|截至|截止|[≤<]")
_DEADLINE = re.compile(r"(?:底|末)?(?:\)|,)?(?:之前|以前|前|止|截止|为止|内|之内|以内)")
_FROM_THEN = re.compile(r"(?:以后|之后|起|后(?!续|期|勤|备))")
_LEADS_IN = re.compile(r"(?:于|在|自|从|计划|预计|确保|力争|实际|已)*")
_TIME_NAME = re.compile(r"时间|日期|期限|时限|时点|工期|周期|何时|年份|年度$")
_YEAR_MONTH = re.compile(r"(?P<y>(?:19|20)[0-9]{2})\.(?P<m>0[1-9]|1[0-2])")
_YEAR_ALONE = re.compile(r"(?:19|20)[0-9]{2}")
_DAY_OF_MONTH = re.compile(
    r"(?:每月|当月|次月)的?(?P<d>[0-9]{1,2})[日号](?P<until>(?:之|以)?前)?(?P<rest>[^0-9]*)"
)
_MAYBE = re.compile(r"[年月季半]|(?<![0-9])(?:19|20)[0-9]{2}")
_TWO_DIGIT_MONTHS = frozenset(f"{month:02d}" for month in range(1, 13))
_NO_SUCH_DAY = "日历上没有“{}”这一天，读不出日期。"


def read_date(
    original: str, text: str, unit: str | None, name: str | None, year: int | None
) -> Reading | None:
    """Give the reading of a date or period; None when the text is about something else."""
    if _MAYBE.search(text) is None:
        return None
    if span := whole_year(text):
        return _period(original, *span, year, comparator=None)
    about_time = unit in {"年月", "日期", "时间", "年月日"} or bool(name and _TIME_NAME.search(name))
    if alone := _bare(text, unit, about_time):
        return _date(original, alone, year, None, "high" if about_time else "medium")
    if period := find_period(text):
        match, start, end = period
        certain = _certain(text, match, unit, about_time=about_time)
        return _framed_period(original, text, match, (start, end), year) if certain else None
    if found := find_day(text):
        match, day = found
        certain = _certain(text, match, unit, about_time=about_time)
        return _framed_date(original, text, match, day, year) if certain else _several(original, text)
    return _monthly(original, text)


def _monthly(original: str, text: str) -> Reading | None:
    """Give the reading of 每月15日前, a day that comes every month; None for other texts."""
    match = _DAY_OF_MONTH.fullmatch(text)
    if match is None:
        return None
    return Reading(
        text=original,
        kind="date",
        comparator="<=" if match["until"] else None,
        values=(f"---{int(match['d']):02d}",),
        sure="medium",
        reason="每月都有这个日子，不能当作一个期限比较。",
    )


def _several(original: str, text: str) -> Reading | None:
    """Give the reading of several dates, 6月开工,12月完工; None when other numbers stand between them."""
    days: list[Day] = []
    first = True
    while (hit := find_day(text)) is not None:
        match, day = hit
        if (first and not _LEADS_IN.fullmatch(text[: match.start()])) or not day.valid:
            return None
        first = False
        days.append(day)
        text = text[: match.start()] + text[match.end() :]
    if len(days) < 2 or any("0" <= char <= "9" for char in text):
        return None
    reason = "一格里有几个日期，没有一个可以单独比较，请分开填写。"
    return Reading(original, "date", values=tuple(day.iso for day in days), sure="low", reason=reason)


def _bare(text: str, unit: str | None, about_time: bool) -> Day | None:
    """Give the day of 20211231 or 2025.12, or of 2021 where the column or the name speaks of years."""
    if (match := _YEAR_MONTH.fullmatch(text)) and (about_time or unit is None):
        return Day(int(match["y"]), int(match["m"]))
    if len(text) == 8 and (about_time or unit is None):
        return compact_day(text)
    if _YEAR_ALONE.fullmatch(text) and (unit == "年" or about_time):
        return Day(int(text))
    return None


def _certain(text: str, match: re.Match[str], unit: str | None, *, about_time: bool) -> bool:
    """Tell whether the match is a date and not a number that looks like one (2021.5 万元)."""
    rest = text[: match.start()] + text[match.end() :]
    if any("0" <= char <= "9" for char in rest):
        return False
    written = match.group()
    if any(char in written for char in "年月季底末") or about_time:
        return True
    if len(written) == 17:
        return unit is None  # 20210101-20211231
    parts = re.split(r"[./~至到-]+", written)
    if len(parts) == 2 and len(parts[1]) == 4:
        return unit is None  # 2021至2023
    return unit is None and (len(parts) > 2 or written[4] in "-/" or parts[1] in _TWO_DIGIT_MONTHS)


def _framed_date(
    original: str, text: str, match: re.Match[str], day: Day, year: int | None
) -> Reading | None:
    front, tail = text[: match.start()], text[match.end() :]
    comparator: Comparator | None = None
    if _DEADLINE.match(tail) or _BEFORE_IT.search(front):
        comparator = "<" if "<" in front else "<="
    elif _FROM_THEN.match(tail):
        comparator = ">="
    elif front.endswith(("=", "≥", ">")):
        comparator = glyphs.before(front)[0]
    plain = _FRAME.sub("", front + tail) == ""
    if not plain and not ((comparator and _LEADS_IN.fullmatch(front)) or _DEADLINE.match(tail)):
        return None  # 按2020年标准执行 speaks of a standard, not of a day
    return _date(original, day, year, comparator, "high" if plain else "medium")


def _framed_period(
    original: str, text: str, match: re.Match[str], span: tuple[Day, Day], year: int | None
) -> Reading | None:
    front, tail = text[: match.start()], text[match.end() :]
    plain = _FRAME.sub("", front + tail) == ""
    if not plain and not _LEADS_IN.fullmatch(front):
        return None
    return _period(original, *span, year, comparator="range", plain=plain)


def _date(original: str, day: Day, year: int | None, comparator: Comparator | None, sure: str) -> Reading:
    if not day.valid:
        return Reading(original, "unreadable", reason=_NO_SUCH_DAY.format(original))
    return Reading(
        text=original,
        kind="date",
        comparator=comparator,
        values=(day.iso,),
        sure="high" if sure == "high" else "medium",
        reason="" if sure == "high" else "从文字中读出日期，请核对。",
        low=day.ordinal(year),
        base_unit=_base(day, year),
    )


def _period(
    original: str,
    start: Day,
    end: Day,
    year: int | None,
    *,
    comparator: Comparator | None,
    plain: bool = True,
) -> Reading:
    if not (start.valid and end.valid):
        return Reading(original, "unreadable", reason=_NO_SUCH_DAY.format(original))
    low, high = start.ordinal(year, last=False), end.ordinal(year)
    same_base = _base(start, year) == _base(end, year)
    ordered = same_base and low <= high
    reason = "" if plain else "从文字中读出起止时间，请核对。"
    if not ordered:
        reason = "起止时间的先后不对或跨了年份，请核对。"
    return Reading(
        text=original,
        kind="period",
        comparator=comparator,
        values=(start.iso, end.iso),
        sure="low" if not ordered else "high" if plain else "medium",
        reason=reason,
        low=low if ordered else None,
        high=high if ordered else None,
        base_unit=_base(end, year),
    )


def _base(day: Day, year: int | None) -> str:
    return "日期" if day.year or year else "月日"
