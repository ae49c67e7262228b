"""What a planted fault is, and small helpers for planting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from bench.detecting.clean import Json, Row

Work = Callable[[Random, Json], list[Json] | None]


@dataclass(frozen=True)
class Plant:
    """How one rule's fault is put into a clean filing of ``form``; further filings it needs are returned."""

    form: str
    work: Work
    adopted: bool = False  # only speaks where a place adopted the proposed values


PLANTS: dict[str, Plant] = {}


def plant(rule: str, form: str, *, adopted: bool = False) -> Callable[[Work], Work]:
    """Name the rule whose fault the function below plants."""

    def mark(work: Work) -> Work:
        PLANTS[rule] = Plant(form, work, adopted)
        return work

    return mark


def rows(document: Json, level: str = "", kind: str = "") -> list[Row]:
    """Give the indicators under a level-1 word and a level-2 word."""
    return [r for r in document["indicators"] if level in r["level1"] and kind in r["level2"]]


def counted(document: Json) -> Row:
    """Give a quantity indicator."""
    return rows(document, kind="数量")[0]


def put(row: Row, **cells: str | None) -> None:
    """Overwrite cells of a row."""
    row.update(cells)


def retotal(document: Json) -> None:
    """Make the printed total what the printed points add up to."""
    points = sum(float(row["claimed_points"] or 0) for row in document["indicators"])
    document["claimed_total"] = f"{points + float(document['claimed_execution_points']):g}"


def spend(document: Json, share: float) -> None:
    """Let only a share of the budget be spent, rate and points following."""
    for line in document["funds"]:
        line["executed"] = f"{float(line['adjusted']) * share:.2f}"
    document["claimed_execution_rate"] = f"{share:.2%}"
    document["claimed_execution_points"] = f"{share * 10:.2f}"
    retotal(document)


def reach(row: Row, share: float) -> str:
    """Give an actual that is ``share`` of the target, in its unit."""
    digits = "".join(c for c in row["target"] if c.isdigit())
    unit = row["target"].partition(digits)[2]
    return f"{max(0, round(int(digits) * share - 0.5))}{unit}"
