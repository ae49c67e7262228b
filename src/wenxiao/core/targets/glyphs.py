"""Comparators: every operator glyph and every word an official uses for one."""

from __future__ import annotations

import re

from wenxiao.core.targets.model import Comparator

_BEFORE: dict[Comparator, str] = {
    "<=": "≤|不高于|不得高于|不能高于|不超过|不得超过|不能超过|不可超过|未超过|没有超过|不超出|不超|"
    "不大于|不得大于|不多于|"
    "不得多于|小于或者等于|小于或等于|小于等于|低于或等于|低于等于|少于或等于|少于等于|至多|最多|最高|最大|"
    "不得突破|不突破|未突破|控制在|上限|不晚于|不迟于|不得迟于|不得晚于|不长于|限于",
    ">=": "≥|不低于|不得低于|不能低于|应不低于|不少于|不得少于|不能少于|不小于|不得小于|不短于|不下于|"
    "大于或者等于|大于或等于|大于等于|高于或等于|高于等于|多于或等于|多于等于|至少|最少|最低|起码|保底|下限",
    "<": "<|未达到|没有达到|未达|达不到|低于|少于|小于|不足|不到|不满|早于",
    ">": ">|超过|超出|高于|大于|多于|优于|突破",
    "=": "=|等于|恰好",
}
# 达到95% names the line to get across; 95 and everything above it has got there.
_REACH = "达到|达(?![标成])"
_WORD_OF: dict[str, Comparator] = {word: sign for sign, words in _BEFORE.items() for word in words.split("|")}
_ALL_BEFORE = "|".join(sorted(map(re.escape, _WORD_OF), key=lambda word: (-len(word), word)))
# Right before a number only: 前3名 is rank 3 or better, 超300人 is more than 300.
_WORD_ENDING: dict[str, Comparator] = {"前": "<=", "超": ">"}
_RANK = "(?<![之以目])前$|(?<![不])超$"
BEFORE = re.compile(rf"{_ALL_BEFORE}|{_REACH}|{_RANK}")
AFTER = re.compile(
    r"(?:及其?|和|或|\(含\))?(?:(?P<up>以上|之上|起步|\+(?![0-9]))|(?P<down>以下|之下|以内|之内|内(?![容部外涵])|封顶)|(?P<under>不到|不足))"
)
ABOUT_AFTER = re.compile(r"左右|上下")
ABOUT_BEFORE = re.compile(r"约|近(?!三|两|几|年)|逾|将近|接近|大概|≈")


def before(text: str) -> tuple[Comparator | None, bool]:
    """Give the comparator written last in ``text`` (what stands before a number) and whether it is 达到."""
    found: str | None = None
    for match in BEFORE.finditer(text):
        # 达到 between an operator and its number (不低于…达到) does not overrule the operator.
        if found is None or match.group() not in {"达到", "达"}:
            found = match.group()
    if found is None:
        return None, False
    return (">=", True) if found in {"达到", "达"} else ((_WORD_OF.get(found) or _WORD_ENDING[found]), False)


def after(text: str) -> Comparator | None:
    """Give the comparator that directly follows a number and its unit: 以上, 及其以下, 以内."""
    match = AFTER.match(text)
    if match is None:
        return None
    return ">=" if match.group("up") else "<" if match.group("under") else "<="


def combine(front: Comparator | None, weak: bool, back: Comparator | None) -> tuple[Comparator | None, bool]:
    """Join what stands before and after a number; the flag says that the two contradict each other."""
    if back is None or front is None or weak:
        return back or front, False
    if front[0] == back[0] or front == "=":
        return front if front != "=" else back, False
    return None, True
