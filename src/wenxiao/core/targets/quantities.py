"""Numbers with their units in a text, apart from codes, sizes and ordinals that only look like numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wenxiao.core.targets import glyphs
from wenxiao.core.targets.model import Comparator
from wenxiao.core.targets.units import UNIT
from wenxiao.core.targets.vocabulary import MEASURES

NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
# What carries digits without being a quantity; each is blanked out before numbers are looked for.
_SIDE = r"[0-9]+(?:\.[0-9]+)?[a-zA-Z米公厘毫分]*"
_NOT_A_QUANTITY = re.compile(
    "|".join(
        (
            # C25, DN300, GB/T 9704-2012; but m2 in 元/m2 is a unit
            r"(?<![0-9A-Za-z.])(?![kc]?m[23](?![0-9]))[A-Za-zφΦⅠ-Ⅻ]+[A-Za-z/.-]*[ -]?[0-9][0-9A-Za-z./:-]*",
            r"[A-Za-z]+\+[0-9]+[日天]?|(?:项目|任务|指标|标段|序号)[0-9]+:|〔[0-9]+〕(?:第?[0-9]+号)?|第[0-9]+[^%‰0-9]|[0-9]+号文?",
            r"[0-9]+(?:\.[0-9]+)?A?级|[0-9]+A+(?![A-Za-z])|[0-9]+星级?|[0-9]+等[奖级]|[0-9]+型",
            r"[0-9]+类(?=水|标准|地区|以|及|$)|[0-9]+后(?![0-9])|[0-9]+[DPp](?![A-Za-z])|[2-6]G(?![A-Za-z0-9])",
            r"(?<![0-9.])1[12][0-9]{1,3}(?=热线|平台|系统|电话|投诉|工单|急救|联动)|[0-9]+热线",
            r"7[*×xX]24(?:小时)?",
            # whom it is for, when what is counted comes after: 60岁以上老人200人
            r"[0-9]+(?:[-~至到][0-9]+)?周?岁(?:及?以[上下])?(?=[^0-9]+[0-9])",
            rf"{_SIDE}(?:[*×xX]{_SIDE})+",  # 0.6*0.6, 2m×3m
        )
    )
)
_BLANK = "◇"
_QUANTITY = re.compile(
    rf"(?P<sign>(?:(?<=[≥≤<>=])|^)-)?(?P<number>{NUMBER})(?P<many>[多余])?(?P<unit>{UNIT})?"
    rf"(?P<many2>[多余](?=[^年]|$))?"
)
# A unit the vocabulary lacks: behind an operator a word that ends the text, else one character at most.
_TAIL_BEHIND_OPERATOR = re.compile(r"([\u4e00-\u9fff]{1,4}?)(?=及?其?以[上下内]|左右|[-~,;]|$)")
_TAIL_ALONE = re.compile(r"([\u4e00-\u9fff])(?=及?其?以[上下内]|左右|[-~,;]|$)")
_NO_TAIL = re.compile(r"以[上下内]|左右|[及内之至到且强线后级类号等型式版代岁前底初末中时秒]")
_LISTED = re.compile(r"[、,;和及与]")
_TO = re.compile(r"(?:-+|~+|至|到)")
_VOLTAGE = frozenset({"千伏", "kV", "KV", "kv", "千伏安", "kVA", "KVA"})
_SHAPE = re.compile(r"[宽深高长厚径粗]")
_PHYSICAL = frozenset({"米", "平方米", "立方米", "千克", "千瓦", "千伏", "千伏安", "GB", "TB", "MB"})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number, its unit, what is said around it, and whether ``front`` ended right at it."""

    number: str
    unit: str | None
    comparator: Comparator | None
    contradicts: bool
    approximate: bool
    ranged: bool  # joined to the next one by - ~ 至 到
    shaped: bool  # a size such as 3.5米宽
    start: int
    end: int


def blank_codes(text: str) -> str:
    """Give the text with codes, ordinals and sizes replaced by a mark that holds no digits."""
    return _NOT_A_QUANTITY.sub(_BLANK, text)


def canonical_number(digits: str) -> str:
    """Give the plain decimal string: 1,000.50 → 1000.5, 100.00 → 100."""
    sign, digits = ("-", digits[1:]) if digits.startswith("-") else ("", digits)
    whole, _, fraction = digits.replace(",", "").partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.lstrip("0") or "0"
    plain = f"{whole}.{fraction}" if fraction else whole
    return plain if plain == "0" else sign + plain


def find(text: str, known_unit: str | None) -> list[Quantity]:
    """Give every quantity of a text whose codes are blanked; ``known_unit`` is the unit column's."""
    found: list[Quantity] = []
    previous = 0
    for match in _QUANTITY.finditer(text):
        end, unit = match.end(), match["unit"]
        front = text[previous : match.start()]
        tail = text[end:]
        sign, weak = glyphs.before(front)
        if unit is None:
            unit = _tail_unit(tail, known_unit, operator=sign is not None and not weak)
            if unit is None and not _stands_alone(tail):
                continue
            end += len(unit or "")
            tail = text[end:]
        back = glyphs.after(tail)
        if sign is None and back is None and tail[:1] in {"≤", "<", "≥", ">"} and len(tail) > 1:
            back = "<=" if tail[0] in "≥>" else ">="  # 80%≤满意度: the operator looks at the name behind it
        comparator, contradicts = glyphs.combine(sign, weak, back)
        found.append(
            Quantity(
                number=canonical_number((match["sign"] or "") + match["number"]),
                unit=unit,
                comparator=comparator,
                contradicts=contradicts,
                approximate=bool(match["many"] or match["many2"] or glyphs.ABOUT_AFTER.match(tail))
                or glyphs.ABOUT_BEFORE.search(front) is not None,
                ranged=_TO.match(tail) is not None and tail[-1] not in "-~",
                shaped=_SHAPE.match(tail) is not None or unit in _VOLTAGE,
                start=match.start(),
                end=end,
            )
        )
        previous = end
    return found


def _tail_unit(tail: str, known_unit: str | None, *, operator: bool) -> str | None:
    """Give a unit the vocabulary lacks: the unit column's, or one word that ends the text (≥70乡)."""
    if known_unit and tail.startswith(known_unit):
        return known_unit
    match = (_TAIL_BEHIND_OPERATOR if operator else _TAIL_ALONE).match(tail)
    return match.group(1) if match and _NO_TAIL.match(tail) is None else None


def _stands_alone(tail: str) -> bool:
    """Tell whether a bare number ends here: nothing, punctuation or a comparator word behind it."""
    return (
        not tail
        or tail[0] in "-~,;、.:)≤<≥>%至到且±或比和与+"
        or glyphs.AFTER.match(tail) is not None
        or glyphs.BEFORE.match(tail) is not None
        or tail[:2] == "左右"
    )


def without_specification(found: list[Quantity], base_of: dict[str, str], text: str) -> list[Quantity]:
    """Drop sizes in front of the thing counted: 300米深机井1座 and 20米100吨水塔1座 are one 座."""
    kept = [one for one in found[:-1] if not one.shaped] + found[-1:]
    last = kept[-1]
    listed = _LISTED.search(text[found[0].end : last.start]) is not None
    if last.unit is None or len(kept) < 2 or last.unit in MEASURES or listed:
        return kept
    if all(one.unit is not None and base_of.get(one.unit) in _PHYSICAL for one in kept[:-1]):
        return [last]
    return kept
