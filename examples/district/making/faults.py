"""What a planted fault is, and small tools all of them use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Any

from .exact import plain

Json = dict[str, Any]


@dataclass(slots=True)
class Around:
    """What a fault may look at: the other documents of the same kind, and last year's of the same project."""

    others: list[Json]
    before: dict[str, Json]


# A fault changes the document and says where; ``None`` means that it does not suit this document.
Plant = Callable[[Json, Random, Around], str | None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of fault: its name, the rule that should find it (if there is one), how often it is planted."""

    name: str
    rule: str | None
    times: int
    plant: Plant


def rows(document: Json, **wanted: str) -> list[int]:
    """Numbers of the indicators whose fields hold the wanted words."""
    return [
        number
        for number, row in enumerate(document["indicators"])
        if all(word in (row.get(key) or "") for key, word in wanted.items())
    ]


def number_in(text: str | None) -> Decimal | None:
    """The single number in a written target or actual; ``None`` for words, months and empty cells."""
    if not text or "月" in text or "年底" in text:
        return None
    digits = "".join(c for c in text if c.isdigit() or c == ".").strip(".")
    return Decimal(digits) if digits else None


def with_number(text: str, value: Decimal) -> str:
    """Put another number in place of the one a cell holds, leaving operator and unit as written."""
    at = [i for i, c in enumerate(text) if c.isdigit() or c == "."]
    return text[: at[0]] + plain(value) + text[at[-1] + 1 :]


def numeric(document: Json) -> list[int]:
    """Numbers of the indicators whose target is a number above zero."""
    return [n for n, row in enumerate(document["indicators"]) if (number_in(row["target"]) or 0) > 0]


def growing(document: Json) -> list[int]:
    """Numbers of the quantities: counts for which more is better."""
    return [
        n
        for n in rows(document, level2="数量指标")
        if (number_in(document["indicators"][n]["target"]) or 0) > 0
    ]


def add(text: str | None, step: str) -> str:
    """Add to a number written as text."""
    return plain(Decimal(text or "0") + Decimal(step))


def foreign(document: Json, around: Around, key: str) -> list[str]:
    """Texts of other projects of the same department that do not name this one."""
    name = document["subject"]["name"]
    return [
        o[key]
        for o in around.others
        if o["department"] == document["department"] and name not in (o[key] or name)
    ]
