"""The generator of the example district, loaded by its path as the demo loads it."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / "examples" / "district" / "generate.py"
Json = dict[str, Any]


@cache
def generator() -> ModuleType:
    """Load ``generate.py``."""
    spec = importlib.util.spec_from_file_location("district_generate", GENERATOR)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@cache
def documents() -> tuple[Json, ...]:
    """All documents of the district."""
    return tuple(generator().documents())


def of(form: str, **wanted: object) -> list[Json]:
    """The documents of a form with the wanted values."""
    return [
        d for d in documents() if d["form"] == form and all(d[key] == value for key, value in wanted.items())
    ]


def fen(amount: str | None, unit: str = "万元") -> int:
    """An amount in 分, by this test's own arithmetic."""
    exact = Decimal(amount or "0") * {"万元": 1_000_000, "元": 100}[unit]
    assert exact == int(exact), amount
    return int(exact)


def cp(points: str | None) -> int:
    """Points in hundredths."""
    return int(Decimal(points or "0") * 100)


def projects() -> Iterator[tuple[Json, Json]]:
    """Every row of every project list with its list."""
    for listed in of("project_list"):
        for row in listed["items"]:
            yield listed, row


def monitored(row: Json) -> bool:
    """Whether a row of a project list meets a criterion of key monitoring."""
    flagged = row["direct_funds"] or row["special_bond"] or row["agriculture"]
    return bool(flagged) or fen(row["budget"]) >= 200 * 1_000_000


def planted() -> dict[str, list[Json]]:
    """What was planted, by document."""
    return dict(generator().report()["faults"])


def document_id(document: Json) -> str:
    """The id of a document."""
    parts = (document["form"], document["jurisdiction"], document["fiscal_year"], document["subject"]["code"])
    return "/".join(map(str, parts))
