"""What must not be read: placeholders, masked digits, and text damaged on its way here."""

from __future__ import annotations

import re

from wenxiao.core.targets import glyphs
from wenxiao.core.targets.model import Comparator
from wenxiao.core.targets.units import UNIT_AHEAD, is_unit

_PLACEHOLDER = re.compile(
    r"[-/\\~.…·,、:;★☆※*_()|—]*|无|暂无|没有|空|空白|未填|未填写|未填报|待定|待填|不适用|不涉及|无此项|无内容|无该项|未设置|略"
    r"|N/?A|n/?a|null|NULL|None|nan|NaN|\((?:[^()]*(?:必填|选填|限|以内|填写|说明|可不填|请)[^()]*)\)",
)
_NOTHING_OF_IT = frozenset({"无", "没有", "暂无", "不适用", "不涉及", "无此项", "无该项"})
_ASTERISKS_ONLY = re.compile(r"\*{2,}|_{2,}")

_DAMAGE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"^\(?garbled", "原文在转换中已损坏，读不出指标值。"),
        (r"#(?:REF|N/A|DIV/0|VALUE|NAME|NULL|NUM)[!?]?|^#+$", "单元格是表格公式的错误提示，不是指标值。"),
        (
            "\ufffd|锟斤拷|烫烫|屯屯|[ÃÂâæåçèéäï][\u0080-\u00bf€-™]|[À-ÿ]{2,}|[ÂÃ]|[鈮锛鈥銆]",
            "文字是乱码，读不出指标值。",
        ),
        (r"\?{2,}|^\?+$|[≥≤<>=]\?|[0-9]\?", "文字中有问号，可能是转换时丢了字符，读不出指标值。"),
        (r"[0-9][eE][+-]?[0-9]+$", "数字是科学记数法，位数可能已经丢失，请按原数填写。"),
        (r"[0-9]['’|`^][0-9]", "数字中间有不该有的符号，读不出确切的数。"),
        (
            r"(?<![A-Za-z])[OoIl][0-9]|[0-9][OoI](?![A-Za-z])|(?:^|[≥≤<>=第到])[OoIl]+(?=[%‰个人次项户件份场家座台套万元亩]|$)",
            "数字中混有字母（如字母O），可能是识别错误，读不出确切的数。",
        ),
        (
            r"^到[0-9.]+(?!年|月|[0-9.]|[./-][0-9])",
            "数字前的“到”可能是“≥”识别错误，读不出比较方向和确切的数。",
        ),
        (
            r"^第0|^第[0-9]+(?:[%‰万亿元人户份次件亩]|公里|平方米|米|吨|万元|家|场|套)",
            "数字前的“第”可能是“≥”识别错误，读不出比较方向和确切的数。",
        ),
        (
            r"^[≥≤<>=]?[一二三四五六七八九][0-9]|[0-9][一二三四五六七八九〇零][0-9]",
            "中文数字与阿拉伯数字连写，可能是识别错误，读不出确切的数。",
        ),
        (
            r"(?<![0-9/.])(?!(?:19|20)[0-9]{2}/[0-9]{1,2}(?![0-9]))[0-9.]+/[0-9]",
            "“/”可能是分数或日期，读不出确切的数。",
        ),
        (r"[0-9] +[0-9]", "两段数字之间有空格，可能是相邻两格连在一起，读不出确切的数。"),
        (
            r"[0-9]\.\.|\.{2,}[0-9]|[0-9]\.(?![0-9])(?!$)|(?<![0-9年A-Za-z.])\.[0-9]",
            "小数点位置不对，读不出确切的数。",
        ),
        (r"[0-9]{5,}日|[0-9]{5,}月|年[0-9]{3,}[月日]|月[0-9]{3,}日", "日期的数字连在一起，读不出是哪一天。"),
        (r"[0-9](?:年|月)?[./-]?[0-9]*[≥≤<>=][≥≤<>=]", "比较符号重复，读不出比较方向。"),
        (r"≥[≤<]|≤[≥>]|>[<≤]|<[>≥]", "比较符号前后矛盾，读不出比较方向。"),
    )
)
_SEPARATED = re.compile(r"[0-9][0-9,.]*,[0-9][0-9,.]*")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DOTTED = re.compile(r"(?<![0-9A-Za-z.])[0-9]+\.[0-9]+\.[0-9.]+")
_DOTTED_DATE = re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,2}")
_CODED = re.compile(r"[A-Za-z][0-9.\-/]*$")

_HOLE = r"(?:\*+|_+|□+|■+|◯+|…+|\.{3,}|[×xX]+|[○〇]+)"
_MASKED = re.compile(
    rf"\*{{2,}}|_{{2,}}|□|■|[0-9]\*+(?![0-9])|[0-9]_|[0-9][×xX]{{2,}}|(?<![A-Za-z])[xX×]{{2,}}(?![A-Za-z])"
    rf"|(?:^|[≥≤<>=]|于|过|少|多|在|达到?|约){_HOLE}(?={UNIT_AHEAD}|[%‰]|以|$)"
)
_OPERATOR_ALONE = re.compile(r"(?:[≥≤<>=]|不低于|不少于|不高于|不超过)+(?P<rest>.*)")


def missing(text: str) -> str | None:
    """Give why a cleaned text says nothing (empty, /, —, 无, a prompt); None when it says something."""
    if not text:
        return "没有填写。"
    if _ASTERISKS_ONLY.fullmatch(text) or _PLACEHOLDER.fullmatch(text) is None:
        return None
    if text in _NOTHING_OF_IT:
        return f"“{text}”没有给出数值，可能是没有这项业务，不能当作零。"
    return f"“{text}”是占位符号或填写提示，没有给出指标值。"


def unreadable(text: str) -> str | None:
    """Give why a cleaned text must not be read; None when nothing speaks against reading it."""
    for pattern, reason in _DAMAGE:
        if pattern.search(text):
            return reason
    if "," in text:
        for match in _SEPARATED.finditer(text):
            if not _GROUPED.fullmatch(match.group()):
                return f"数字“{match.group()}”的千分位或小数点位置不对，读不出确切的数。"
    for match in _DOTTED.finditer(text) if text.count(".") > 1 else ():
        if not _DOTTED_DATE.match(match.group()) and not _CODED.search(text[: match.start()]):
            return f"“{match.group()}”有不止一个小数点，也不是日期，读不出确切的数。"
    return None


def masked(text: str) -> str | None:
    """Give why digits of a cleaned text are hidden or were never filled in; None when none are."""
    if _MASKED.search(text):
        return "数字被遮盖或没有填写，读不出确切的数。"
    match = _OPERATOR_ALONE.fullmatch(text)
    if match and (not match["rest"] or is_unit(match["rest"])):
        return "有比较符号而没有数字，读不出指标值。"
    if text in {"%", "‰", "万元", "元"} or ("/" in text and is_unit(text)):
        return "只有单位而没有数字，读不出指标值。"
    return None


def comparator_of(text: str) -> Comparator | None:
    """Give the comparator that stands before hidden digits; it can still be read."""
    return glyphs.before(text)[0]
