"""Bring a cell's text to one spelling: half-width ASCII, one glyph per operator, no stray spaces.

Full NFKC is avoided on purpose: it would turn ① into 1 and 10² into 102, that is, invent digits.
"""

from __future__ import annotations

import re

_SAME = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SAME |= dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2500\u2212\ufe63", "-")
_SAME |= (
    dict.fromkeys("～〜∼˜", "~")
    | dict.fromkeys("∶︰", ":")
    | dict.fromkeys("﹪٪", "%")
    | dict.fromkeys("﹥›", ">")
)
_SAME |= dict.fromkeys("﹤‹", "<") | dict.fromkeys("═﹦⩵", "=") | dict.fromkeys("≧⩾≥≮≽⪰", "≥")
_SAME |= dict.fromkeys("≦⩽≤≯≼⪯", "≤") | dict.fromkeys("[【［﹝", "(") | dict.fromkeys("]】］﹞", ")")
_SAME |= dict.fromkeys("•・‧∙⋅", "·") | dict.fromkeys("\u3000\u00a0\t\r\n", " ")
_SAME |= dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "") | {"﹡": "*", "✱": "*", "。": "."}
_TABLE = str.maketrans(_SAME)

_ENTITIES = (("&ge;", "≥"), ("&le;", "≤"), ("&gt;", ">"), ("&lt;", "<"), ("&nbsp;", " "), ("&amp;", "&"))
_AT_LEAST = re.compile(r"(?:[>≥]\s*=+|=+\s*[>≥]|≥{2,})")
_AT_MOST = re.compile(r"(?:[<≤]\s*=+|=+\s*[<≤]|≤{2,})")
# A space between two digits is kept: it may be the seam of two table cells that ran together.
_SPACE = re.compile(r"(?<![0-9]) +| +(?![0-9])")
_PERCENT = re.compile(r"(?:%\(百分比\)|%?\(%\)|百分比|百分号|%{2,})")
_PERCENT_FIRST = re.compile(r"(?:(?<=^)|(?<=[≥≤<>=]))%([0-9]+(?:\.[0-9]+)?)$")
_UNIT_IN_BRACKETS = re.compile(r"(?<=[台套个人])\(([套台项次])\)")
# "指标1:", "1、", "(2)" in front of the value and marks such as ★ belong to the form, not to the value.
_LABEL = re.compile(
    r"^(?:指标值?[0-9]*:|[0-9]{1,2}(?:、(?![0-9])|\.(?![0-9.%]))|\([0-9]{1,2}\)(?=.{3})|[Pp][Hh]值?:?(?=[0-9≥≤<>=])|[★☆※*]+(?=[≥≤<>=]|[^\W0-9]{3}))"
)
# The midnight a spreadsheet appends to a date says nothing.
_BRACKET = re.compile(r"\([^()]*\)")
_CLOCK = re.compile(r"(?<=[0-9])[ T]0?0:00(?::00)?(?:\.0+)?$")
_CURRENCY = re.compile(r"(?:人民币|RMB|[¥￥])+(?P<number>[0-9][0-9,.]*)(?P<unit>[万亿千]*元?)")


def _in_yuan(match: re.Match[str]) -> str:
    unit = match["unit"]
    return match["number"] + (unit if unit.endswith("元") else unit + "元")


def clean(text: str) -> str:
    """Give the text in one spelling; the meaning, and every digit, stays as it was."""
    if "&" in text:
        for entity, glyph in _ENTITIES:
            text = text.replace(entity, glyph)
    text = text.translate(_TABLE).strip()
    # The tests for single characters spare nearly every string the substitutions behind them.
    if " " in text or ":" in text:
        text = _SPACE.sub("", _CLOCK.sub("", text))
    if any(glyph in text for glyph in "=≥≤"):
        text = _AT_MOST.sub("≤", _AT_LEAST.sub("≥", text))
    if "%" in text or "百分" in text:
        text = _PERCENT_FIRST.sub(r"\1%", _PERCENT.sub("%", text))
    if "(" in text:
        text = _UNIT_IN_BRACKETS.sub(r"\1", text.replace("(含)", ""))
    if any(sign in text for sign in ("¥", "￥", "人民币", "RMB")):
        text = _CURRENCY.sub(_in_yuan, text)
    if "、" in text:
        text = text.replace("台、套", "台套")
    if text.endswith(".") and not text.endswith(".."):
        text = text[:-1]
    return _LABEL.sub("", text)


def outside_brackets(text: str) -> str:
    """Give the text without what stands in brackets; the whole text when only the brackets hold digits."""
    if "(" not in text and ")" not in text:
        return text
    outside = _BRACKET.sub("", text)
    if any("0" <= char <= "9" for char in outside):
        return outside
    return text.replace("(", ",").replace(")", ",").strip(",")
