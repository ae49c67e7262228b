"""Units: how they are spelled, and what they are in a unit that can be compared."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from wenxiao.core.targets.normalise import clean
from wenxiao.core.targets.vocabulary import (
    COUNT_SYNONYMS,
    EVENTS,
    LONG_COUNTS,
    MEASURES,
    MULTIPLIERS,
    ONE,
    PER_YEAR,
    SHORT_COUNTS,
)


def _alternatives(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


# 月 and 成 are units only where nothing else can be meant (5月 is a month, 3成果 are results).
_LATIN = [word for word in MEASURES if word.isascii() and word.isalpha()]
_OTHER = [word for word in [*MEASURES, *LONG_COUNTS] if word not in _LATIN and word not in "月成日年周方"]
_BASE = (
    rf"(?:(?:{_alternatives(_OTHER)})|(?:{_alternatives(_LATIN)})(?![A-Za-z])|年(?!级|底|末|度)|日(?!常)|周(?![边年岁])"
    rf"|成(?=$|以|左)|方(?![面案式向法])|[{SHORT_COUNTS}](?!之))"
)
_MULTIPLIER = rf"(?:(?:{_alternatives([*MULTIPLIERS])})(?![克瓦米伏分]))"
_PERIOD = _alternatives([*PER_YEAR])
_DENOMINATOR = rf"(?:{_PERIOD}|{_BASE}|[\u4e00-\u9fff]{{1,2}}(?![\u4e00-\u9fff]))"
# What a unit begins with: where only its presence matters this is the same as UNIT, and a third of it to compile.
UNIT_AHEAD = rf"(?:{_MULTIPLIER}?{_BASE}|{_MULTIPLIER})"
UNIT = rf"{UNIT_AHEAD}(?:[/每]{_DENOMINATOR}(?:[/·*.、每]{_DENOMINATOR})*)?"
PLAIN_UNIT = rf"{_MULTIPLIER}?{_BASE}"
_WHOLE = re.compile(UNIT)
_SPLIT = re.compile(r"[/每]")
_BETWEEN = re.compile(r"[/·*.、每]")
_NO_UNIT = frozenset(
    {"", "/", "-", "--", "无", "定性", "定量", "文字", "其他", "其它", "空", "*", "级", "无单位"}
)
_IN_BRACKETS = re.compile(r"\(([^()]*)\)")
_MARKS = re.compile(r"[≥≤><=*_xX×□0-9]+")


@lru_cache(maxsize=4096)
def canonical(unit: str) -> tuple[str, Decimal]:
    """Give the base unit and how many of it one ``unit`` is: 万元/个 → (元/个, 10000)."""
    if unit in COUNT_SYNONYMS:
        return COUNT_SYNONYMS[unit], ONE
    if unit == "人/次":
        return "人次", ONE
    numerator, *rest = _SPLIT.split(unit, maxsplit=1)
    base, factor = _simple(numerator)
    if not rest:
        return base, factor
    if base in EVENTS and rest[0] in PER_YEAR:
        return f"{base}/年", factor * PER_YEAR[rest[0]]
    below = []
    for part in _BETWEEN.split(rest[0]):
        part_base, part_factor = ("月", ONE) if part == "个月" else _simple(part)
        below.append(part_base)
        factor /= part_factor
    return f"{base or '元'}/{'·'.join(below)}", factor


def _simple(unit: str) -> tuple[str, Decimal]:
    """Base and factor of a unit without a denominator; "" as base when only 万 or 亿 is written."""
    if unit in MEASURES:
        return MEASURES[unit]
    for word, factor in MULTIPLIERS.items():
        if unit.startswith(word) and unit[len(word) :][:1] not in {"克", "瓦", "米", "伏", "分"}:
            base, inner = _simple(unit[len(word) :])
            return base, factor * inner
    return COUNT_SYNONYMS.get(unit, unit), ONE


def is_unit(text: str) -> bool:
    """Tell whether the whole text is a unit the grammar knows."""
    return _WHOLE.fullmatch(text) is not None


@lru_cache(maxsize=4096)
def column_unit(text: str | None) -> str | None:
    """Give the unit a unit column holds, percent in its one spelling; None for none, 定性 and marks."""
    if text is None:
        return None
    unit = clean(text)
    if unit.startswith("%"):
        return "%"
    unit = _IN_BRACKETS.sub("", unit) or unit.strip("()")
    return None if unit in _NO_UNIT else unit


@lru_cache(maxsize=65536)
def name_unit(name: str | None) -> str | None:
    """Give the unit an indicator's name carries, 化粪池(≥**立方米) or 满意度%; None when it has none."""
    if not name:
        return None
    text = clean(name)
    for content in reversed(_IN_BRACKETS.findall(text)):
        unit = _MARKS.sub("", content) if not is_unit(content) else content
        if unit and is_unit(unit):
            return unit
    return text[-1] if text[-1:] in {"%", "‰"} else None
