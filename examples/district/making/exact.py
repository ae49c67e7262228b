"""Exact arithmetic for the generator: money in 分, points in 1/100, never a float in a sum.

Written apart from the product's own code on purpose: an example that shared its
arithmetic could not catch its mistakes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from random import Random

WAN = 1_000_000  # 分 in one 万元
YI = 10_000_000_000  # 分 in one 亿元


def half_up(value: Decimal, digits: int = 0) -> Decimal:
    """Round half-up at ``digits`` decimals."""
    return value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """Write a number without padding zeros or exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def wan(fen: int) -> str:
    """Write 分 as 万元, all decimals kept."""
    return plain(Decimal(fen) / WAN)


def points(cp: int) -> str:
    """Write hundredths of a point as an official writes points."""
    return plain(Decimal(cp) / 100)


def split(total: int, weights: Sequence[int], step: int = 1) -> list[int]:
    """Split a whole by weight, each part a multiple of ``step``; the first takes what is left over."""
    whole = sum(weights)
    parts = [total * weight // whole // step * step for weight in weights]
    parts[0] += total - sum(parts)
    return parts


def counts(total: int, weights: Sequence[int], least: int = 0) -> list[int]:
    """Share ``total`` things out by weight, largest remainder first, at least ``least`` each."""
    free = total - least * len(weights)
    whole = sum(weights)
    parts = [free * weight // whole for weight in weights]
    order = sorted(range(len(weights)), key=lambda i: (-(free * weights[i] % whole), i))
    for i in order[: free - sum(parts)]:
        parts[i] += 1
    return [part + least for part in parts]


def uneven(rng: Random, low: int, high: int) -> int:
    """Pick an amount in 分 between bounds in 万元: many small, few large, some round, some to the 分."""
    share = rng.random()
    raw = low * WAN + int((high - low) * share * share * share * WAN)
    step = (10 * WAN, WAN, WAN // 100, WAN // 100, 100, 1)[rng.randrange(6)]
    rounded = raw // step * step
    return rounded if rounded >= low * WAN else raw
