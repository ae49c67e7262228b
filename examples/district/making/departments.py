"""The 82 departments of the district with their codes and units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .shape import DISTRICT
from .streams import stream
from .words import load


@dataclass(frozen=True, slots=True)
class Department:
    """A department: ``groups`` are the word groups its projects come from, ``size`` how many it has."""

    number: int
    name: str
    code: str
    groups: tuple[str, ...]
    size: int
    units: tuple[str, ...]

    @property
    def town(self) -> str | None:
        """The street or town this department governs, if it governs one."""
        for ending, short in (("街道办事处", "街"), ("镇人民政府", "镇")):
            if self.name.endswith(ending):
                return self.name.removesuffix(ending) + short
        return None

    @property
    def folder(self) -> str:
        """The name of the department's folder."""
        return f"{self.number:02d}-{self.name}"


def _full(name: str) -> str:
    return DISTRICT.removesuffix("区") + name if name.startswith("区") else name


@cache
def departments() -> tuple[Department, ...]:
    """Read the departments in their order."""
    made = []
    for number, line in enumerate(load("departments")["departments"], start=1):
        name, groups, size, units = (part.strip() for part in line.split("|"))
        own = "江澜" + name if name.startswith("区") else name
        others = tuple(_full(unit.strip()) for unit in units.split(",") if unit.strip())
        made.append(
            Department(number, name, f"{100 + number}", tuple(groups.split(",")), int(size), (own, *others))
        )
    return tuple(made)


def person(*key: object) -> str:
    """Give a fictional person's name."""
    rng, words = stream("person", *key), load("places")
    return str(rng.choice(words["surnames"])) + str(rng.choice(words["given"]))
