"""Faults as they occur in real filings, each planted into an otherwise clean document."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from wenxiao.core.documents import Json

Row = dict[str, Any]


def _row(document: Json, chance: random.Random) -> Row:
    row: Row = chance.choice(document["indicators"])
    return row


def _cell(name: str, value: str | None) -> Callable[[Json, random.Random], None]:
    def plant(document: Json, chance: random.Random) -> None:
        _row(document, chance)[name] = value

    return plant


def _missed_at_full_points(document: Json, chance: random.Random) -> None:
    document["indicators"][chance.choice([0, 1])].update(target="≥40个", actual="31个", reason="进度")


def _far_over(document: Json, chance: random.Random) -> None:
    document["indicators"][chance.choice([0, 1])].update(target="≥40个", actual="130个", reason=None)


def _missed_without_reason(document: Json, chance: random.Random) -> None:
    row = document["indicators"][2]
    points = round(float(row["weight"]) * 0.5, 2)
    row.update(target="≥100%", actual="50%", claimed_points=f"{points:g}", reason=None)


def _copied(document: Json, chance: random.Random) -> None:
    for row in document["indicators"]:
        row["actual"], row["reason"] = (row["target"] or "无").lstrip("≥≤="), None
        row["claimed_points"] = row["weight"]


def _operator_copied(document: Json, chance: random.Random) -> None:
    row = _row(document, chance)
    row["actual"] = row["target"]


def _satisfaction_over(document: Json, _: random.Random) -> None:
    document["indicators"][5].update(actual="106%", claimed_points=document["indicators"][5]["weight"])


def _unit_slip(document: Json, _: random.Random) -> None:
    document["funds"][0]["executed"] = str(float(document["funds"][0]["executed"]) * 10_000)


def _overspent(document: Json, _: random.Random) -> None:
    document["funds"][0]["executed"] = str(float(document["funds"][0]["adjusted"]) * 1.1)


def _unspent(document: Json, _: random.Random) -> None:
    document["funds"][0]["executed"] = str(round(float(document["funds"][0]["adjusted"]) * 0.2, 2))
    document["claimed_execution_points"] = "2"


def _parts(document: Json, _: random.Random) -> None:
    half = str(float(document["funds"][0]["adjusted"]) / 2)
    document["funds"].append({"line": "fiscal", "initial": half, "adjusted": half, "executed": half})


def _total(document: Json, _: random.Random) -> None:
    document["claimed_total"] = str(float(document["claimed_total"]) - 4)


def _weights(document: Json, _: random.Random) -> None:
    document["indicators"][0]["weight"] = "22"


def _dominant(document: Json, _: random.Random) -> None:
    document["indicators"][0]["weight"] = "60"


def _over_weight(document: Json, chance: random.Random) -> None:
    row = _row(document, chance)
    row["claimed_points"] = str(float(row["weight"]) + 3)


def _ceiling(document: Json, _: random.Random) -> None:
    row = document["indicators"][0]
    row["target"] = (row["target"] or "≥9个").replace("≥", "≤")


def _execution_points(document: Json, _: random.Random) -> None:
    document["claimed_execution_points"] = "6.5"


FAULTS: list[Callable[[Json, random.Random], None]] = [
    _cell("target", None),
    _cell("actual", None),
    _cell("actual", "已完成"),
    _cell("actual", "1000件"),
    _cell("target", "≥***个"),
    _cell("claimed_points", "3"),
    _missed_at_full_points,
    _far_over,
    _missed_without_reason,
    _copied,
    _operator_copied,
    _satisfaction_over,
    _unit_slip,
    _overspent,
    _unspent,
    _parts,
    _total,
    _weights,
    _dominant,
    _over_weight,
    _ceiling,
    _execution_points,
]


def plant(document: Json, chance: random.Random) -> None:
    """Put one fault into a document, now and then a second one, in place."""
    for fault in chance.sample(FAULTS, chance.choice([1, 1, 1, 2])):
        fault(document, chance)
