"""Habits that show in what is written: amounts in 元, weights in the name of the first level."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

from .exact import plain
from .streams import stream

Json = dict[str, Any]
MONEY = {"initial", "adjusted", "executed", "annual", "period_amount", "amount", "fiscal_amount"}


def in_yuan(document: Json) -> Json:
    """The same document with its amounts in 元."""
    made = copy.deepcopy(document)
    made["money_unit"] = "元"
    for section in ("funds", "items", "tasks"):
        for line in made.get(section, ()):
            for key in MONEY & set(line):
                if line[key] is not None:
                    line[key] = plain(Decimal(line[key]) * 10_000)
    return made


def weights_in_name(document: Json) -> Json:
    """The same document with the weight of a block written behind its name: 产出指标（50分）."""
    made = copy.deepcopy(document)
    sums: dict[str, Decimal] = {}
    for row in made["indicators"]:
        sums[row["level1"]] = sums.get(row["level1"], Decimal(0)) + Decimal(row["weight"] or 0)
    for row in made["indicators"]:
        row["level1"] = f"{row['level1']}（{plain(sums[row['level1']])}分）"
    return made


def as_written(folder: str, book: str, documents: list[Json]) -> list[Json]:
    """The documents as a department writes them in one workbook."""
    rng = stream("rewriting", folder)
    yuan, named = rng.random() < 0.08, rng.random() < 0.1
    if "绩效自评" not in book:
        return documents
    if yuan:
        documents = [in_yuan(d) for d in documents]
    if named:
        documents = [weights_in_name(d) for d in documents]
    return documents
