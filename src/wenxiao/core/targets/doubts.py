"""How sure a number is, and the sentence that says why it is not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenxiao.core.targets import glyphs
from wenxiao.core.targets.model import Band, Comparator, Sure
from wenxiao.core.targets.quantities import Quantity
from wenxiao.core.targets.vocabulary import BOUNDED_RATE, MULTIPLIERS

_BOUNDED = re.compile(BOUNDED_RATE)
_GROWTH = re.compile(r"增长|增幅|增加|提高|同比|增收|倍")
_MISREAD_FLOOR = re.compile(r"2(?:[5-9][0-9](?:\.[0-9]+)?|100)%")
_RUN_TOGETHER = re.compile(r"(?:[1-9]?[0-9]|100)(?:100|[1-9]0){1,2}")
_YEAR_MONTH = re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}")
_MULTIPLIER_ONLY = frozenset(MULTIPLIERS)
_NUMBERS = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_DANGLING = frozenset("≥≤<>=-~")
_DAY_SPAN = re.compile(r"(?:1[0-2]|[1-9])\.[0-9]{1,2}[-~](?:1[0-2]|[1-9])\.[0-9]{1,2}")
_LEADING_ZERO = re.compile(r"(?<![0-9.:,])0[0-9]")
_COMPLETED = re.compile(r"(?:完成|完成了|完成比例|完成进度)(?P<a>[0-9.]+)%|(?P<b>[0-9.]+)%(?:已|全部)?完成")
_CLAIMED = re.compile(r"已|均|全部|全面|任务")
_COMPLETION_NAME = re.compile(r"完成率|完成比|完成情况|完成进度|进度|执行率|任务完成")
_FILLER = re.compile(r"[-~至到,;、且和及为共计约:()◇.每每]|分别|左右|以内|[≤≥<>=]|(?:◇)")


@dataclass(frozen=True, slots=True)
class Doubt:
    """How sure, why not surer, and what a completion statement (已完成100%) says was reached."""

    sure: Sure
    reason: str = ""
    band: Band | None = None


def doubt_of(
    text: str,
    body: str,
    found: list[Quantity],
    comparator: Comparator | None,
    name: str | None,
    *,
    contradicts: bool,
    single: bool,
    unread: bool,
) -> Doubt:
    """Give how sure the reading is; the gravest doubt speaks."""
    return (
        _shape(found, comparator, contradicts=contradicts, single=single)
        or _suspicion(text, found[0], comparator, name)
        or (Doubt("low", "文字中还有没有读出的数字，请核对。") if unread else None)
        or _completion(text, name)
        or _wording(body, found)
        or Doubt("high")
    )


def _shape(
    found: list[Quantity], comparator: Comparator | None, *, contradicts: bool, single: bool
) -> Doubt | None:
    """Doubt numbers that contradict each other or of which none can be compared by itself."""
    if contradicts:
        return Doubt("low", "数字前后的比较词互相矛盾，请核对比较方向。")
    if not single:
        return Doubt("low", "一格里有几个数，没有一个可以单独比较的值，请分开填写。")
    if comparator == "range" and float(found[0].number) > float(found[-1].number):
        return Doubt("low", "区间的前一个数大于后一个数，请核对。")
    return None


def _suspicion(text: str, one: Quantity, comparator: Comparator | None, name: str | None) -> Doubt | None:
    """Doubt a number that, readable as it is, is probably not what was meant."""
    reason = ""
    if one.unit is None and text.isascii():
        if _DAY_SPAN.fullmatch(text):
            reason = "可能是起止日期，也可能是数值区间，请核对。"
        elif _YEAR_MONTH.fullmatch(text):
            reason = "可能是年月，也可能是数值，请核对。"
        elif len(text) >= 5 and text.isdecimal() and (not name or _RUN_TOGETHER.fullmatch(text)):
            reason = "没有单位的长数字，可能是相邻几格连在了一起，请核对。"
    elif one.unit == "%" and comparator != "<=" and float(one.number) > 100:
        growth = bool(name and _GROWTH.search(name))
        if name and _BOUNDED.search(name) and not growth:
            reason = f"这类比率不会超过100%，“{text}”可能是比较符号误成了数字，请核对。"
        elif _MISREAD_FLOOR.fullmatch(text) and not growth:
            reason = f"“{text}”可能是“≥”误成了2，请核对。"
    if _LEADING_ZERO.search(text):
        reason = "数字以0开头，可能缺了一位或不是数值，请核对。"
    elif text[-1:] in _DANGLING:
        reason = f"数字后面的“{text[-1]}”没有写完，请核对。"
    elif text[:1] == "?":
        reason = "数字前有问号，可能是比较符号没有转换过来，请核对。"
    return Doubt("low", reason) if reason else None


def unread_digits(body: str, found: list[Quantity]) -> bool:
    """Tell whether digits of the text belong to none of the quantities found in it."""
    return len(_NUMBERS.findall(body)) > len(found) and _NUMBERS.search(_rest(body, found)) is not None


def _wording(body: str, found: list[Quantity]) -> Doubt | None:
    """Doubt a number that is rounded, has only 万 for a unit, or had to be taken out of a sentence."""
    if any(one.approximate for one in found):
        return Doubt("medium", "写的是约数，请核对。")
    if found[0].unit in _MULTIPLIER_ONLY:
        return Doubt("medium", f"只写了“{found[0].unit}”，没有写明单位，请核对。")
    return Doubt("medium", "从文字中读出数值，请核对。") if _rest(body, found) else None


def _completion(text: str, name: str | None) -> Doubt | None:
    """Judge 已完成100%: it tells the progress, which is the indicator's value only for completion rates."""
    match = _COMPLETED.search(text) if "完成" in text else None
    if match is None:
        return None
    share = float(match["a"] or match["b"])
    band: Band = "reached" if share >= 100 else "partly" if share > 0 else "missed"
    if name and _COMPLETION_NAME.search(name):
        return Doubt("medium", "写的是完成进度，请核对。", band)
    if _CLAIMED.search(text):
        return Doubt("low", "写的是完成进度，不一定是指标的实际完成值，请填写实际值。", band)
    return Doubt("medium", "写的是完成进度，请核对是否就是指标值。", band)


def _rest(body: str, found: list[Quantity]) -> str:
    """Give the words of the text that are neither number, unit, comparator nor filler."""
    pieces, position = [], 0
    for one in found:
        pieces.append(body[position : one.start])
        position = one.end
    pieces.append(glyphs.AFTER.sub("", body[position:], count=1))
    words = glyphs.ABOUT_BEFORE.sub("", glyphs.BEFORE.sub("", "".join(pieces)))
    return _FILLER.sub("", words)
