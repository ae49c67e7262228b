"""What holds for every text: it never raises, never invents a digit, never counts what is missing."""

import re
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from wenxiao.core.targets import direction_with_source, read
from wenxiao.core.targets.numerals import value_of

WORDS = """
≥ ≤ > < = ≧ ≦ ═ ＞ 不低于 不超过 控制在 达到 以上 以内 以下 左右 约 逾 多 余 0 1 2 3 5 8 9
10 12 95 100 290 2021 . , ， % ％ ‰ 百分之 九十 三 十二 两 零 万 亿 千 百 元 人 次 户 亩 米 m
km ㎡ 个 项 人次 万元 / · * ** - — ~ 至 年 月 日 底 前 季度 每 每月 全年 第 到 O X □ … ( )
（ 其中 、 ; 完成 已 未 宣传 事故 率 热线 级 号 性 GB C 是 否 无 ? + \ufffd
"""
PIECES = st.sampled_from(WORDS.split())
TARGETS = st.lists(PIECES, min_size=1, max_size=9).map("".join)
CHINESE = re.compile(r"[零〇一二两三四五六七八九十百千]+")
DIGIT = re.compile(r"[0-9]")
TO_HALF_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}


def digits_of(text: str) -> set[str]:
    """Give the digits a reader can see in a text, those of Chinese numerals included."""
    seen = set(DIGIT.findall(text.translate(TO_HALF_WIDTH)))
    for numeral in CHINESE.findall(text):
        for start in range(len(numeral)):
            for end in range(start + 1, len(numeral) + 1):
                value = value_of(numeral[start:end])
                seen |= set(str(value)) if value is not None else set()
    return seen


@given(st.text(max_size=60) | TARGETS, st.none() | st.text(max_size=8) | st.sampled_from(["%", "万元", "年"]))
@settings(max_examples=600, deadline=None)
@example("9" * 400, None)
@example("1e5", None)
@example("٣个", None)
def test_any_text_is_read_without_an_error(text: str, unit: str | None):
    reading = read(text, unit, name=text, year=2021)
    direction, _ = direction_with_source(reading, name=text, declared=text)
    assert (direction is None) == (reading.kind in {"qualitative", "yes_no", "missing", "unreadable"})


@given(st.text(max_size=40) | TARGETS)
@settings(max_examples=600, deadline=None)
def test_what_says_nothing_has_no_number(text: str):
    reading = read(text)
    if reading.kind in {"missing", "unreadable"}:
        assert reading.values == ()
        assert reading.low is None
        assert reading.high is None
        assert reading.reason.endswith("。")
    if reading.sure != "high":
        assert reading.reason.endswith("。")


@given(TARGETS)
@settings(max_examples=1500, deadline=None)
def test_no_digit_is_invented(text: str):
    reading = read(text)
    if reading.kind in {"number", "frequency"}:
        assert set("".join(reading.values)) - set(".-") <= digits_of(text)


@given(
    st.sampled_from(["", ">=", "<=", ">", "<", "="]),
    st.decimals(min_value=0, max_value=10**9, allow_nan=False, allow_infinity=False, places=2),
    st.sampled_from(["", "%", "个", "万元", "元/人·月", "㎡", "人次", "公里", "‰", "个工作日"]),
)
@settings(max_examples=400, deadline=None)
def test_the_canonical_rendering_reads_as_itself(sign: str, number: object, unit: str):
    first = read(f"{sign}{number}{unit}")
    again = read(f"{first.comparator or ''}{first.values[0]}{first.unit or ''}")
    assert (again.kind, again.comparator, again.values) == (first.kind, first.comparator, first.values)
    assert (again.unit, again.low, again.base_unit) == (first.unit, first.low, first.base_unit)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2099, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_every_day_of_the_calendar_is_read(day):
    for text in (
        f"{day.year}年{day.month}月{day.day}日",
        day.isoformat(),
        f"{day:%Y.%m.%d}",
        f"{day:%Y/%m/%d}",
    ):
        reading = read(text)
        assert (reading.kind, reading.values, reading.low) == ("date", (day.isoformat(),), day.toordinal())
