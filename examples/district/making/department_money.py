"""Money of departments as a whole: basic spending and projects, in 2020 and 2021."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from .departments import Department, departments
from .exact import WAN
from .portfolio import portfolio
from .shape import EVALUATED_FEN
from .streams import stream
from .words import load
from .year_before import self_evaluated, spending

RESIDUAL = "区教育局"  # the largest payroll of a district; it takes what makes the evaluated money come out


@dataclass(frozen=True, slots=True)
class DepartmentMoney:
    """Amounts of 2020 in 分 (adjusted and executed) and the budget of 2021."""

    basic: int
    basic_done: int
    projects: int
    projects_done: int
    basic_now: int
    projects_now: int


def evaluated_departments() -> list[tuple[str, str, int]]:
    """The departments evaluated as a whole: name, method, total in hundredths."""
    rows = []
    for line in load("evaluated")["departments"]:
        name, method, total = (part.strip() for part in line.split("|"))
        rows.append((name, method, int(total.replace(".", ""))))
    return rows


def _own(department: Department) -> DepartmentMoney:
    rng = stream("department-money", department.code)
    mine = [spending(p) for p in self_evaluated() if p.department is department]
    projects, done = sum(m.adjusted for m in mine), sum(m.executed for m in mine)
    basic = (900 + department.size * rng.randint(90, 260)) * WAN + rng.randrange(10**6)
    return DepartmentMoney(
        basic,
        basic * rng.randint(9550, 9990) // 10000,
        projects,
        done,
        basic * rng.randint(98, 107) // 100 // 10000 * 10000,
        sum(p.budget_fen for p in portfolio().of(department)),
    )


@cache
def money_of(department: Department) -> DepartmentMoney:
    """Give a department's money."""
    own = _own(department)
    if department.name != RESIDUAL:
        return own
    others = [d for d in departments() if d.name in {row[0] for row in evaluated_departments()} - {RESIDUAL}]
    totals = (m.basic + m.projects for m in map(_own, others))
    basic = EVALUATED_FEN - sum(totals) - sum(e.amount_fen for e in portfolio().evaluated) - own.projects
    return DepartmentMoney(
        basic, basic * 9927 // 10000, own.projects, own.projects_done,
        basic * 103 // 100 // 10000 * 10000, own.projects_now,
    )  # fmt: skip
