"""Which projects were self-evaluated for 2020, and how their money was spent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from .exact import WAN
from .portfolio import portfolio
from .projects import CONTINUING, Project
from .shape import REVIEWED, SELF_EVALUATIONS
from .streams import stream, weighted


@dataclass(frozen=True, slots=True)
class Spending:
    """Money of 2020 in 分."""

    initial: int
    adjusted: int
    executed: int


@cache
def self_evaluated() -> tuple[Project, ...]:
    """The projects of 2020: all that ended, all that finance evaluates, and part of the continuing ones."""
    whole = portfolio()
    fixed = [e.project for e in whole.evaluated if e.project and e.project.budget_fen]
    codes = {p.code for p in fixed}
    others = [p for p in whole.listed if p.standing == CONTINUING and p.code not in codes]
    number = SELF_EVALUATIONS - len(fixed) - len(whole.ended)
    chosen = stream("self-evaluated").sample(others, number)
    return tuple(sorted((*fixed, *whole.ended, *chosen), key=lambda p: (p.department.number, p.code)))


@cache
def reviewed() -> frozenset[str]:
    """Codes of the projects on finance's review list; departments come on top."""
    must = [e.project.code for e in portfolio().evaluated if e.project and e.method == "自评复核"]
    never = {e.project.code for e in portfolio().evaluated if e.project}
    rest = [p.code for p in self_evaluated() if p.code not in never]
    return frozenset(must + stream("reviewed").sample(rest, REVIEWED - 4 - len(must)))


def spending(project: Project) -> Spending:
    """How a project's money went: a third spent in full, most late, a few not at all."""
    rng = stream("spending", project.code)
    adjusted = project.before_fen
    share = weighted(rng, [(70, 100), (10, 90), (8, 80), (7, 112), (5, 125)])
    initial = adjusted * share // 100 // WAN * WAN or adjusted
    luck = rng.random()
    if luck < 0.34:
        return Spending(initial, adjusted, adjusted)
    if luck < 0.35:
        return Spending(initial, adjusted, 0)
    low, high = weighted(rng, [(84, (8500, 9999)), (6, (8000, 8500)), (6, (6000, 8000)), (4, (3500, 6000))])
    executed = adjusted * rng.randint(low, high) // 10000
    step = (WAN // 100, 1, 100, WAN // 100)[rng.randrange(4)]
    return Spending(initial, adjusted, executed // step * step)


def slowed(project: Project) -> list[Decimal]:
    """The results of 2020: where little money went out, the quantities fell short as well."""
    money = spending(project)
    results = [measure.actual for measure in project.measures]
    rate = money.executed * 100 // money.adjusted
    if rate >= 60:
        return results
    for number, measure in enumerate(project.measures):
        if measure.level2 == "数量指标":
            rng = stream("slow", project.code, number)
            results[number] = Decimal(int(measure.target * min(rate + rng.randint(3, 12), 92) / 100))
    return results
