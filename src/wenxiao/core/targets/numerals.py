"""Chinese numerals to Arabic ones, only where they certainly count something."""

from __future__ import annotations

import re

from wenxiao.core.targets import glyphs
from wenxiao.core.targets.units import UNIT_AHEAD
from wenxiao.core.targets.vocabulary import NO_THING, VERBS

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_STEPS = {"十": 10, "百": 100, "千": 1000}
_ANY = re.compile(r"[零〇一二两三四五六七八九十百千]")
_NUMERAL = r"[零〇一二两三四五六七八九十百千]+"
_PERCENT = re.compile(
    rf"(?P<kind>[百千])分之(?P<number>百|{_NUMERAL}(?:点[零〇一二三四五六七八九]+)?|[0-9.]+)"
)
_ZERO = re.compile(r"(?:^|(?<=[于过为≥≤<>=]))零$")
_ZERO_OF = re.compile(rf"^(?:实现|确保|保持)?[零0](?={NO_THING})")
_YEAR = re.compile(r"[一二][零〇一二三四五六七八九]{3}(?=年)")
_MONTH = re.compile(rf"(?<![零一二两三四五六七八九十个])(?P<number>{_NUMERAL})(?=月|日|号|季度)")
# Idioms and set phrases that look like a count: 一次性, 十分, 三方, 一人一策, 一站式, 千方百计 …
_IDIOM = (
    "个别|个性|个确保|个维护|个统一|个意识|个自信|个全面|个到位|个不|次性|次化|项目|年级|年行动|套路|点|百?分|方|天一|月一|年一|"
    "户一|村一|人一|位一|"
    "对一|支一|件事|口清|本账|站式|站点|家[亲人]|只手|头多|面旗"
)
_COUNT = re.compile(
    rf"(?P<front>^|{glyphs.BEFORE.pattern}|{VERBS}|了"
    rf"|每个?(?:年|季度|季|月|周|天|日|半年)|每(?=.(?:个月|年|周|天|个季度))|(?<=[一1])年)(?:约|近)?"
    rf"(?P<number>(?:(?<=[约近])|(?![百千])){_NUMERAL})(?!{_IDIOM})(?=[多余]?[万亿]?(?:{UNIT_AHEAD}))"
)
# 21年12月: two digits before a month or 底 are a year of this century.
_SHORT_YEAR = re.compile(r"(?<![0-9])(?P<year>[1-3][0-9])年(?=(?:0?[1-9]|1[0-2])月|底|末)")
_QUARTER = re.compile(r"(?:(?P<year>(?:19|20)[0-9]{2})年?|^)Q(?P<quarter>[1-4])(?![0-9])")
_SPAN = re.compile(
    rf"(?<![零〇一二两三四五六七八九十百千])({_NUMERAL})([至到~-])({_NUMERAL})(?={UNIT_AHEAD})"
)
_EVERY_OTHER = re.compile(r"每?(?:双月|隔月|隔1个月|隔一个月)(?=[^0-9]{0,4}[0-9一])")
_EACH_ONCE = re.compile(
    r"(?:一|每(?P<n>[二两三四五六])?)个?(?P<period>年|月|季度|季|周|天|日)一(?P<event>次|场|期|回|轮)"
)
_WHOLE = re.compile(_NUMERAL)


def value_of(numeral: str) -> int | None:
    """Give the integer a Chinese numeral names, 十二 → 12, 二〇二一 → 2021; None when it is malformed."""
    if not any(char in _STEPS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total, digit, last_step = 0, None, 10_000
    for char in numeral:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
            continue
        step = _STEPS[char]
        if step >= last_step:
            return None
        total += (1 if digit in (None, 0) else digit) * step
        digit, last_step = None, step
    return total + (digit or 0)


def arabic(text: str) -> str:
    """Rewrite the numerals that count something, 三次 → 3次; words such as 一次性 or 进一步 stay words."""
    if "月" in text:
        text = _EVERY_OTHER.sub("每2个月", text)
    if "Q" in text:
        text = _QUARTER.sub(_quarter, text)
    if "年" in text:
        text = _SHORT_YEAR.sub(r"20\g<year>年", text)
    text = _ZERO_OF.sub("0;", text)
    if _ANY.search(text) is None:
        return text
    text = text.replace("百分百", "100%")
    text = _EACH_ONCE.sub(_each_once, text)
    text = _PERCENT.sub(_percent, text)
    text = _ZERO.sub("0", text)
    text = _SPAN.sub(_span, text)
    text = _YEAR.sub(_plain, text)
    text = _MONTH.sub(_plain, text)
    if len(text) > 1 and _WHOLE.fullmatch(text):
        value = value_of(text)
        return text if value is None else str(value)
    return _COUNT.sub(_count, text)


def _quarter(match: re.Match[str]) -> str:
    return f"{match['year']}年第{match['quarter']}季度" if match["year"] else f"第{match['quarter']}季度"


def _each_once(match: re.Match[str]) -> str:
    every = _rewritten(match["n"]) if match["n"] else ""
    return f"每{every}{match['period']}1{match['event']}"


def _span(match: re.Match[str]) -> str:
    return _rewritten(match[1]) + match[2] + _rewritten(match[3])


def _count(match: re.Match[str]) -> str:
    lead = match.group()[: -len(match["number"])]
    return lead + _rewritten(match["number"])


def _rewritten(numeral: str) -> str:
    value = value_of(numeral)
    return numeral if value is None else str(value)


def _plain(match: re.Match[str]) -> str:
    return _rewritten(match["number"] if "number" in match.re.groupindex else match.group())


def _percent(match: re.Match[str]) -> str:
    whole, point, rest = match["number"].partition("点")
    digits = "100" if whole == "百" else whole if whole[0].isascii() else _rewritten(whole)
    if point:
        digits += "." + "".join(str(_DIGITS[char]) for char in rest)
    return digits + ("%" if match["kind"] == "百" else "‰")
