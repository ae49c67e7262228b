"""The whole portfolio: 886 monitored projects, the others, and those that ended in 2020."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .departments import Department, departments
from .exact import WAN, counts, split
from .measures import choose
from .projects import CONTINUING, NEW, Project, make, name_of, project_code
from .shape import (
    APPRAISAL_CUT_FEN,
    APPRAISED,
    APPRAISED_FEN,
    APPRAISED_UNITS,
    ENDED,
    MONITORED,
    REJECTED,
    UNMONITORED,
)  # fmt: skip
from .streams import stream
from .words import load, templates

EDGES = (200, 200, 200, 200, 200)  # exactly at the line: monitored
BELOW = (19_999, 19_999, 19_999, 19_999, 19_500, 19_500, 19_500)  # 199.99 and 195 万元: not monitored


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One project that finance evaluates in 2021, with the row of the word list it came from."""

    project: Project | None  # None for the state-owned company, which files no budget
    name: str
    holder: str
    object_kind: str
    category: str
    method: str
    amount_fen: int
    total_cp: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All projects of the district."""

    listed: tuple[Project, ...]
    ended: tuple[Project, ...]
    evaluated: tuple[Evaluated, ...]
    appraised: tuple[Project, ...]

    def of(self, department: Department) -> list[Project]:
        """The projects in a department's list of 2021."""
        return [p for p in self.listed if p.department.code == department.code]


@cache
def portfolio() -> Portfolio:
    """Make the portfolio; the counts come out exactly because they are shared out first."""
    used: dict[str, set[str]] = {d.code: set() for d in departments()}
    evaluated = [_evaluated(line, number, used) for number, line in enumerate(load("evaluated")["projects"])]
    fixed = [e.project for e in evaluated if e.project]
    sizes = [d.size for d in departments()]
    listed: list[Project] = []
    for department, inside, outside in zip(
        departments(), counts(MONITORED, sizes, 1), counts(UNMONITORED, sizes, 1), strict=True
    ):
        mine = [p for p in fixed if p.budget_fen and p.department is department]
        names = used[department.code]
        for number in range(len(mine) + 1, inside + outside + 1):
            continuing = stream("standing", department.code, number).random() < 0.64
            monitored = number <= inside
            mine.append(make(department, number, monitored=monitored, used=names, continuing=continuing))
        listed += mine
    ended = [p for p in fixed if not p.budget_fen]
    for number, department in enumerate(_spread_over(ENDED - len(ended))):
        project = make(department, 700 + number, monitored=True, used=used[department.code], continuing=True)
        project.budget_fen = 0
        ended.append(project)
    _edges(listed)
    return Portfolio(tuple(listed), tuple(ended), tuple(evaluated), tuple(_appraised(listed)))


def _spread_over(number: int) -> list[Department]:
    shares = counts(number, [d.size for d in departments()])
    return [d for d, share in zip(departments(), shares, strict=True) for _ in range(share)]


def _evaluated(line: str, number: int, used: dict[str, set[str]]) -> Evaluated:
    holder, name, group, kind, object_kind, category, method, amount, total, goes_on = (
        part.strip() for part in line.split("|")
    )
    fen, cp = int(Decimal(amount) * WAN), int(Decimal(total) * 100)
    department = next((d for d in departments() if d.name == holder), None)
    project = None
    if department:
        used[department.code].add(name)
        code = project_code(department, 2019 if goes_on == "是" else 2020, 900 + number)
        one_off = "一次性项目" if kind in {"works", "equip"} else "经常性项目"
        project = Project(code, name, department, department.units[0], group, kind, 0, CONTINUING, one_off)
        project.before_fen, project.object_kind = fen, object_kind
        project.special_bond = "债券" in name
        project.agriculture = "农" in name
        if goes_on == "是":
            project.budget_fen = (
                fen * stream("again", code).randint(86, 112) // 100 // (WAN // 100) * (WAN // 100)
            )
        offered = [t for t in templates(group) if t.kind == kind] or templates(group)
        quantities = offered[0].quantities
        project.measures = choose(stream("measures", code), group, kind, quantities)
    return Evaluated(project, name, holder, object_kind, category, method, fen, cp)


def _edges(listed: list[Project]) -> None:
    """Put a few projects exactly on the line of 200 万元 and a few a hair below it."""
    rng = stream("edges")
    plain = [p for p in listed if p.monitored and not (p.direct_funds or p.special_bond or p.agriculture)]
    for project, amount in zip(
        rng.sample([p for p in plain if p.object_kind == "项目"], 5), EDGES, strict=True
    ):
        project.budget_fen = amount * WAN
    for project, cents in zip(rng.sample([p for p in listed if not p.monitored], 7), BELOW, strict=True):
        project.budget_fen = cents * WAN // 100


def _appraised(listed: list[Project]) -> list[Project]:
    """Choose the new projects that were appraised and give them the budgets the appraisal left them.

    33 units; nine of them with two projects. Three of the 42 were turned down and are in no list.
    """
    rng = stream("appraised")
    new: dict[str, list[Project]] = {}
    for project in listed:
        if project.standing == NEW and project.monitored and project.budget_fen > 300 * WAN:
            new.setdefault(project.department.code, []).append(project)
    doubles = sorted((c for c, ps in new.items() if len(ps) > 1), key=lambda c: (-len(new[c]), c))[
        : APPRAISED - APPRAISED_UNITS
    ]
    singles = rng.sample(sorted(set(new) - set(doubles)), APPRAISED_UNITS - len(doubles) - REJECTED)
    chosen = [p for c in doubles for p in new[c][:2]] + [new[c][0] for c in sorted(singles)]
    approved = split(
        APPRAISED_FEN - APPRAISAL_CUT_FEN, [rng.randint(3, 100) ** 2 // 6 + 90 for _ in chosen], WAN // 100
    )
    for project, fen in zip(chosen, approved, strict=True):
        project.budget_fen, project.unit = fen, project.department.units[0]
    return chosen


def rejected() -> list[tuple[Department, str]]:
    """The three projects turned down: department and name."""
    taken = {p.department.code for p in portfolio().appraised}
    free = [d for d in departments() if d.code not in taken and d.size >= 6]
    chosen = stream("rejected").sample(free, REJECTED)
    used: set[str] = set()
    return [(d, name_of(d, templates(d.groups[0])[-1], "rejected", used)) for d in chosen]
