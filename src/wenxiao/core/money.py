"""Money as exact integers of 分.

Amounts are printed in 元, 万元 or 亿元 with any number of decimals; inside the
product they are ``int`` 分, so that sums are exact in any order and engine.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

FEN_PER: dict[str, int] = {
    "分": 1,
    "元": 100,
    "百元": 10_000,
    "千元": 100_000,
    "万元": 1_000_000,
    "万": 1_000_000,
    "百万元": 100_000_000,
    "亿元": 10_000_000_000,
    "亿": 10_000_000_000,
}

_UNIT = re.compile(r"(百万元|万元|亿元|千元|百元|元|万|亿|分)$")
_PLAIN = re.compile(r"[+-]?\d+(\.\d+)?")
_GROUPED = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")
_WIDE = str.maketrans("０１２３４５６７８９．，－＋", "0123456789.,-+")


class MoneyError(ValueError):
    """An amount that cannot be read without guessing; the message is a whole Chinese sentence."""


def parse_money(text: str | float | Decimal | None, unit: str = "元") -> int | None:
    """Read an amount as 分.

    ``unit`` is the unit of the table (元, 万元 …); a unit written in the cell wins.
    Gives ``None`` for an empty cell or a dash: missing is not zero.
    Raises MoneyError for misplaced separators, words, or parts below one 分.
    """
    if text is None:
        return None
    raw = str(text).translate(_WIDE).replace(" ", "").replace("\u3000", "").lstrip("¥￥")
    if raw in {"", "-", "--", "—", "——", "/", "无", "…", "……"}:
        return None
    found = _UNIT.search(raw)
    if found:
        unit, raw = found.group(1), raw[: found.start()]
    if "," in raw and not _GROUPED.fullmatch(raw):
        raise MoneyError(f"金额“{text}”的千分位位置不对，无法确定是多少。")
    raw = raw.replace(",", "")
    if re.fullmatch(r"[+-]?\d+(\.\d+)?[eE][+-]?\d+", raw):
        raw = format(Decimal(raw), "f")
    if not _PLAIN.fullmatch(raw):
        raise MoneyError(f"“{text}”不是金额。")
    if unit not in FEN_PER:
        raise MoneyError(f"金额单位“{unit}”无法识别，应为元、万元或亿元。")
    fen = Decimal(raw) * FEN_PER[unit]
    whole = fen.quantize(Decimal(1), ROUND_HALF_UP)
    # A spreadsheet's binary noise (1e-7 分) is not a part of a 分; anything larger is.
    if abs(fen - whole) > Decimal("0.000001"):
        raise MoneyError(f"金额“{text}”（{unit}）细于 1 分，无法精确入账。")
    return int(whole)


def in_unit(fen: int, unit: str, digits: int | None = None) -> Decimal:
    """Give ``fen`` in ``unit``, half-up at ``digits`` decimals when given (exact otherwise)."""
    value = Decimal(fen) / FEN_PER[unit]
    if digits is None:
        return value
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def show_money(fen: int | None, unit: str = "万元", digits: int = 2) -> str:
    """Write an amount for people: ``1,234.56 万元``; ``未填`` when missing."""
    return "未填" if fen is None else f"{in_unit(fen, unit, digits):,} {unit}"


def plain_amount(fen: int, unit: str) -> str:
    """Write an amount for a cell or a document: exact, no separators, no padding zeros."""
    value = in_unit(fen, unit)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
