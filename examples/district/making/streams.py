"""Randomness that stays put: every thing has a stream of its own.

A stream is seeded with words (hashed by SHA-512), so that a change to one project
never shifts the dice of another, and the same words give the same dice everywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

SEED = 990112
T = TypeVar("T")


def stream(*key: object) -> Random:
    """Give the stream of one thing, named by its key."""
    return Random("/".join(str(part) for part in (SEED, *key)))


def weighted(rng: Random, table: Sequence[tuple[int, T]]) -> T:
    """Pick by whole-number weights; integers only, so no machine rounds differently."""
    point = rng.randrange(sum(weight for weight, _ in table))
    for weight, value in table:
        if point < weight:
            return value
        point -= weight
    raise AssertionError("the weights were exhausted")
