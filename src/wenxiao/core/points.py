"""Points (分值, 得分) as exact integers of 1/100 point (``*_cp``)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

CP = 100
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


class PointsError(ValueError):
    """Points that cannot be read; the message is a whole Chinese sentence."""


def parse_points(text: str | float | Decimal | None) -> int | None:
    """Read points as 1/100 point, half-up; ``None`` when nothing is written.

    ``20%`` as a weight means 20 points of 100, as published tables print it.
    Raises PointsError for words.
    """
    if text is None:
        return None
    raw = str(text).strip().replace(" ", "").removesuffix("分").removesuffix("%").removesuffix("％")
    if raw in {"", "-", "—", "/", "…", "……"}:
        return None
    if not _NUMBER.fullmatch(raw):
        raise PointsError(f"“{text}”不是分数。")
    return int((Decimal(raw) * CP).quantize(Decimal(1), ROUND_HALF_UP))


def show_points(cp: int | None) -> str:
    """Write points for people without padding zeros: ``8``, ``22.5``; ``未填`` when missing."""
    if cp is None:
        return "未填"
    text = format((Decimal(cp) / CP).quantize(Decimal("0.01")), "f")
    return text.rstrip("0").rstrip(".")
