"""Deadlines and periods: 9月前, 2021年底, 2021.12.31, 第三季度, 1-12月, 2023.07-2024.01, 全年."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

LEAP_YEAR = 4  # days without a year are counted in a leap year, so that 2月29日 has its place
_QUARTERS = {"1": 3, "2": 6, "3": 9, "4": 12, "一": 3, "二": 6, "三": 9, "四": 12}
_TENTHS = {"上旬": 10, "中旬": 20}
_YEAR = (
    r"(?:(?P<y{n}>(?:19|20)[0-9]{{2}})年度?|(?P<rel{n}>次年|翌年|第二年|明年|当年|本年|今年|每年|全年)度?)"
)
# A time of day may follow; it is dropped, a day being the smallest thing compared.
_DAY = r"(?P<d{n}>[0-9]{{1,2}})[日号](?:[0-9]{{1,2}}(?:[时点](?:[0-9]{{1,2}}分)?|:[0-9]{{2}}))?"
_MONTH = r"(?P<m{n}>[0-9]{{1,2}})月份?(?:{day}|(?P<t{n}>上旬|中旬|下旬|底|末|初|中)(?!心))?"
_PART = r"(?P<q{n}>第?[一二三四1-4]季度|上半年|下半年|(?<!半)年底|(?<!半)年末|底|末)(?:末|底)?"
_NUMERIC = (
    r"(?P<Y{n}>(?:19|20)[0-9]{{2}})(?P<s{n}>[./-])(?P<M{n}>[0-9]{{1,2}})(?:(?P=s{n})(?P<D{n}>[0-9]{{1,2}})日?)?"
    r"(?![0-9.%])"
)


def _pattern(n: str) -> str:
    month = _MONTH.format(n=n, day=_DAY.format(n=n))
    worded = rf"{_YEAR.format(n=n)}(?:{month}|{_PART.format(n=n)})?"
    return f"(?:{_NUMERIC.format(n=n)}|{worded}|{_bare(month, n)})"


def _bare(month: str, n: str) -> str:
    """Month or part of a year without a year; its groups need names of their own."""
    part = _PART.format(n=n).replace("|底|末)", ")")
    return re.sub(r"\(\?P<(\w+?)>", r"(?P<b\1>", f"(?:{month}|{part})")


_TO = r"(?:-+|~+|至|到)"
_ONE = re.compile(rf"(?<![0-9.]){_pattern('1')}")
_SPAN = re.compile(rf"(?:从|自)?(?<![0-9.]){_pattern('1')}{_TO}{_pattern('2')}")
_MONTHS = re.compile(
    rf"(?:(?P<y>(?:19|20)[0-9]{{2}})年|当年|本年|每年)?(?P<a>[0-9]{{1,2}})(?:月份?)?{_TO}(?P<b>[0-9]{{1,2}})月份?(?![0-9])"
)
_YEARS = re.compile(rf"(?P<a>(?:19|20)[0-9]{{2}})年?度?{_TO}(?P<b>(?:19|20)[0-9]{{2}})(?P<n>年度?)?(?![0-9])")
_QUARTER_SPAN = re.compile(
    rf"(?:(?P<y>(?:19|20)[0-9]{{2}})年)?(?<![0-9])第?(?P<a>[1-4])(?:季度)?{_TO}第?(?P<b>[1-4])季度"
)
_COMPACT_SPAN = re.compile(r"(?P<a>[0-9]{8})[-~至到](?P<b>[0-9]{8})")
_DAYS = re.compile(
    rf"(?:(?P<y>(?:19|20)[0-9]{{2}})年)?(?<![0-9])(?P<m>[0-9]{{1,2}})月(?P<a>[0-9]{{1,2}})[日号]?{_TO}(?P<b>[0-9]{{1,2}})[日号]"
)
_WHOLE_YEAR = re.compile(r"(?:(?P<y>(?:19|20)[0-9]{2})年度?)?(?:全年度?|全年内)|全年")
_COMPACT = re.compile(r"(?P<y>(?:19|20)[0-9]{2})(?P<m>0[1-9]|1[0-2])(?P<d>[0-3][0-9])")


@dataclass(frozen=True, slots=True)
class Day:
    """A year, month or day as far as it is written; ``year`` None where none is written."""

    year: int | None
    month: int | None = None
    day: int | None = None
    years_later: int = 0  # 次年3月 lies one year after the year it is told from

    @property
    def valid(self) -> bool:
        """Tell whether the calendar has such a day."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None or self.month is None:
            return True
        return 1 <= self.day <= monthrange(self.year or LEAP_YEAR, self.month)[1]

    @property
    def iso(self) -> str:
        """Give 2021-12-31, 2021-12, 2021, or --12-31 and --12 where the year is not written."""
        head = "-" if self.year is None else f"{self.year:04d}"
        return head + "".join(f"-{part:02d}" for part in (self.month, self.day) if part is not None)

    def ordinal(self, fiscal_year: int | None, *, last: bool = True) -> float:
        """Give the ordinal of its last (or first) day; without any year, the day of a leap year."""
        year = self.year or (fiscal_year or LEAP_YEAR) + self.years_later
        month = self.month or (12 if last else 1)
        day = min(self.day or 31, monthrange(year, month)[1]) if last else self.day or 1
        start = 0 if self.year or fiscal_year else date(LEAP_YEAR, 1, 1).toordinal() - 1
        return float(date(year, month, day).toordinal() - start)


def find_day(text: str) -> tuple[re.Match[str], Day] | None:
    """Give the first date written in ``text`` with its match; None when there is none."""
    for match in _ONE.finditer(text):
        day = _day(match, "1", None)
        if day.year or day.month:  # 每年 and 本年 by themselves name no day
            return match, day
    return None


def find_period(text: str) -> tuple[re.Match[str], Day, Day] | None:
    """Give the first period (from, to) written in ``text`` with its match; None when there is none."""
    if match := _SPAN.search(text):
        start = _day(match, "1", None)
        return match, start, _day(match, "2", start)
    return _abbreviated(text) or _of_years_or_digits(text)


def _abbreviated(text: str) -> tuple[re.Match[str], Day, Day] | None:
    """Give a period whose first end leaves out 月 or 季度: 1-12月, 2-3季度, 6月1日-30日."""
    if match := _MONTHS.search(text):
        year = int(match["y"]) if match["y"] else None
        return match, Day(year, int(match["a"])), Day(year, int(match["b"]))
    if match := _QUARTER_SPAN.search(text):
        year = int(match["y"] or 0) or None
        return match, Day(year, int(match["a"]) * 3 - 2), Day(year, int(match["b"]) * 3)
    if match := _DAYS.search(text):
        year, month = int(match["y"] or 0) or None, int(match["m"])
        return match, Day(year, month, int(match["a"])), Day(year, month, int(match["b"]))
    return None


def _of_years_or_digits(text: str) -> tuple[re.Match[str], Day, Day] | None:
    """Give a period of whole years (2021-2023年) or of eight-digit days (20210101-20211231)."""
    if match := _COMPACT_SPAN.fullmatch(text):
        start, end = compact_day(match["a"]), compact_day(match["b"])
        return (match, start, end) if start and end else None
    match = _YEARS.search(text)
    if match and (match["n"] or "年" in match.group() or match.group() == text):
        return match, Day(int(match["a"])), Day(int(match["b"]))
    return None


def whole_year(text: str) -> tuple[Day, Day] | None:
    """Give January to December when the text is 全年 and nothing else."""
    match = _WHOLE_YEAR.fullmatch(text)
    if match is None:
        return None
    year = int(match["y"]) if match["y"] else None
    return Day(year, 1), Day(year, 12)


def compact_day(text: str) -> Day | None:
    """Give the day of an eight-digit 20211231; None when the digits are no day of the calendar."""
    match = _COMPACT.fullmatch(text)
    day = Day(int(match["y"]), int(match["m"]), int(match["d"])) if match else None
    return day if day is not None and day.valid else None


def _day(match: re.Match[str], n: str, start: Day | None) -> Day:
    group = match.groupdict()

    def of(name: str) -> str | None:
        return group.get(f"{name}{n}") or group.get(f"b{name}{n}")

    if of("Y"):
        day = of("D")
        return Day(int(of("Y") or 0), int(of("M") or 0), int(day) if day else None)
    year = int(of("y") or 0) or None
    later = 1 if of("rel") in {"次年", "翌年", "第二年", "明年"} else 0
    if year is None and start is not None and start.year is not None:
        year = start.year + later
    if month := of("m"):
        tenth = _TENTHS.get(of("t") or "")
        return Day(year, int(month), int(of("d") or 0) or tenth, 0 if year else later)
    part = of("q") or ""
    if "季度" in part:
        return Day(year, _QUARTERS[part[-3]])
    if "半年" in part:
        return Day(year, 6 if part[0] == "上" else 12)
    return Day(year, 12) if part and year is None else Day(year)
