"""The word lists beside the generator, read once and given in typed form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent.parent / "words"


@dataclass(frozen=True, slots=True)
class Spec:
    """One indicator as the word lists give it: name, unit, sign (+ − =), range, decimals."""

    name: str
    unit: str
    sign: str
    low: str
    high: str
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Template:
    """One line of a project list: name with slots, kind, budget range in 万元, its quantities."""

    name: str
    kind: str
    low: int
    high: int
    quantities: tuple[Spec, ...]


@cache
def load(name: str) -> dict[str, Any]:
    """Read one word list."""
    data: dict[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    return data


def spec(line: str) -> Spec:
    """Read ``名称|单位|方向|低-高|小数位``; a single value stands for both ends; ``名称|定性|用语``."""
    parts = [part.strip() for part in line.split("|")]
    if parts[1] == "定性":
        return Spec(parts[0], "定性", "=", parts[2], parts[2])
    name, unit, sign, span, *rest = parts
    low, _, high = span.partition("-")
    return Spec(name, unit, sign, low, high or low, int(rest[0]) if rest else 0)


def specs(lines: list[str]) -> list[Spec]:
    """Read several indicator lines."""
    return [spec(line) for line in lines]


def _template(line: str) -> Template:
    name, kind, span, quantities = (part.strip() for part in line.split("|"))
    low, high = span.split("-")
    read = []
    for quantity in quantities.split(";"):
        title, unit, limits = quantity.strip().split(",")
        read.append(spec(f"{title}|{unit}|+|{limits}"))
    return Template(name, kind, int(low), int(high), tuple(read))


@cache
def templates(group: str) -> tuple[Template, ...]:
    """Give the project templates of one word group."""
    for part in "abc":
        lines = load(f"projects_{part}").get(group)
        if lines:
            return tuple(_template(line) for line in lines)
    raise KeyError(group)
