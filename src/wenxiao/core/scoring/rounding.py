"""Half-up rounding to whole 1/100 points, the same on every engine."""

from __future__ import annotations

import narwhals as nw

# A ratio is the one place where floats live; its error is far below this, while
# true halves such as 0.285 × 100 come out a hair too small and must still round up.
_HAIR = 1e-9


def half_up(value: nw.Expr) -> nw.Expr:
    """Round a non-negative number half-up to an integer."""
    return (value + 0.5 + _HAIR).floor().cast(nw.Int64)


def half_up_number(value: float) -> int:
    """Round one non-negative number the way ``half_up`` rounds a column."""
    return int(value + 0.5 + _HAIR)
