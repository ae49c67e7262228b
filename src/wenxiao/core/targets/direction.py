"""Which way an indicator is better: from the operator, the filer, the name, the kind, or by default."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import TypedDict

import yaml

from wenxiao.core.targets.model import Comparator, Direction, DirectionSource, Reading
from wenxiao.core.targets.normalise import clean

_OF_COMPARATOR: dict[Comparator, Direction] = {
    ">=": "higher", ">": "higher", "<=": "lower", "<": "lower", "=": "equal", "range": "within",
}  # fmt: skip


class _Group(TypedDict):
    """One group of words of ``directions.yaml``."""

    better: Direction
    why: str
    words: list[str]


def _load() -> tuple[tuple[Direction, re.Pattern[str]], ...]:
    text = resources.files(__package__).joinpath("directions.yaml").read_text(encoding="utf-8")
    groups: list[_Group] = yaml.safe_load(text)
    return tuple((group["better"], re.compile("|".join(group["words"]))) for group in groups)


_BY_NAME = _load()
_WORDS: dict[Direction, str] = {
    "higher": "higher 正向 正指标 正向指标 越大越好 越高越好 极大型 ≥ > 大于等于 不低于 不少于 大于 至少",
    "lower": "lower 反向 负向 逆向 反指标 反向指标 负向指标 逆向指标 越小越好 越低越好 极小型 ≤ < "
    "小于等于 不高于 不超过 小于",
    "equal": "equal = 等于 定值",
    "within": "within range 适中 适度 区间 区间型 中性 适度指标",
}
_DECLARED: dict[str, Direction] = {word: way for way, words in _WORDS.items() for word in words.split()}
_NAME_GLYPH = re.compile(r"(?:\(|^)[^()]{0,6}(?P<glyph>[≥≤<>=])[^()]*(?:\)|$)|(?P<tail>[≥≤])")
_NAME_WORDS: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    ("higher", re.compile(r"不低于|不少于|不小于|大于等于|大于或等于")),
    ("lower", re.compile(r"不高于|不超过|不大于|不多于|小于等于|小于或等于|不突破")),
)


# “下降5%” says by how much: the more the better, whatever falls.
_BY_HOW_MUCH = re.compile(r"下降|降低|减少|压减|压降|节约|节省|缩短|增长|提高|提升|增加")


def direction_with_source(
    reading: Reading, *, name: str = "", level1: str = "", level2: str = "", declared: str | None = None
) -> tuple[Direction | None, DirectionSource]:
    """Give which way is better for a target and what said so; None where nothing is ordered."""
    if reading.kind in {"qualitative", "yes_no", "missing", "unreadable"}:
        return None, "default"
    if reading.comparator is not None:
        return _OF_COMPARATOR[reading.comparator], "operator"
    if said := (declared_direction(declared) if declared else None) or name_operator(name):
        return said, "declared"
    return _inferred(reading, name, f"{level1} {level2}")


def _inferred(reading: Reading, name: str, levels: str) -> tuple[Direction, DirectionSource]:
    """Give the direction that kind and name suggest when nobody stated one."""
    if reading.kind in {"date", "period"}:
        return ("lower" if reading.kind == "date" else "within"), "kind"
    if _BY_HOW_MUCH.search(reading.text):
        return "higher", "kind"
    if named := _named(name):
        return named, "name"
    if "成本" in levels:
        return "lower", "kind"
    # 0 can only be a ceiling; every other bare number is something to be achieved.
    return ("lower" if reading.values == ("0",) else "higher"), "default"


def direction_of(
    reading: Reading, *, name: str = "", level1: str = "", level2: str = "", declared: str | None = None
) -> Direction | None:
    """Give which way is better for a target: higher, lower, equal, within, or None."""
    return direction_with_source(reading, name=name, level1=level1, level2=level2, declared=declared)[0]


@lru_cache(maxsize=1024)
def declared_direction(declared: str) -> Direction | None:
    """Give the direction of what the filer wrote (正向, 越小越好, an operator); None when it says none."""
    return _DECLARED.get(clean(declared))


@lru_cache(maxsize=1 << 16)
def name_operator(name: str) -> Direction | None:
    """Give the direction an operator in the name declares, 化粪池(≥**立方米); None when there is none."""
    if not name:
        return None
    text = clean(name)
    if match := _NAME_GLYPH.search(text):
        return _DECLARED[match["glyph"] or match["tail"]]
    return next((way for way, pattern in _NAME_WORDS if pattern.search(text)), None)


@lru_cache(maxsize=1 << 16)
def _named(name: str) -> Direction | None:
    return next((way for way, pattern in _BY_NAME if pattern.search(name)), None) if name else None
