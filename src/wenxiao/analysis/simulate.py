"""What would change: the same facts judged twice, and a list of who moves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from wenxiao.core.catalog import Catalog
from wenxiao.core.documents import Json
from wenxiao.core.facts.model import Facts
from wenxiao.core.judging import Judgement, judge

STAGES = ("self_evaluation", "evaluation")


@dataclass(frozen=True, slots=True)
class Moved:
    """One document whose total or grade is not what it was; points in 1/100, money in 分."""

    document: str
    stage: str
    name: str
    department: str | None
    amount_fen: int | None
    total_cp: tuple[int | None, int | None]
    grade: tuple[str | None, str | None]

    @property
    def changes_grade(self) -> bool:
        """Tell whether the grade itself moves, not only the points."""
        return self.grade[0] != self.grade[1]


@dataclass(frozen=True)
class Outcome:
    """Who moves between two judgements, and how many findings of each rule come and go."""

    moved: list[Moved] = field(default_factory=list)
    findings: dict[str, tuple[int, int]] = field(default_factory=dict)
    before: Judgement | None = None
    after: Judgement | None = None

    def as_json(self) -> Json:
        """Give the outcome for programs: rows, totals by change of grade, findings by rule."""
        totals: dict[str, dict[str, int]] = {}
        for row in self.moved:
            if row.changes_grade:
                key = f"{row.grade[0] or '未评'}→{row.grade[1] or '未评'}"
                entry = totals.setdefault(key, {"count": 0, "amount_fen": 0})
                entry["count"] += 1
                entry["amount_fen"] += row.amount_fen or 0
        return {
            "moved": [_row(row) for row in self.moved],
            "totals": totals,
            "findings": {k: {"before": b, "after": a} for k, (b, a) in self.findings.items() if a != b},
        }


def simulate(
    facts: Facts,
    catalog: Catalog,
    changed: Catalog,
    *,
    as_of: date,
    then: date | None = None,
    without: Iterable[str] = (),
) -> Outcome:
    """Judge facts under ``catalog`` at ``as_of`` and under ``changed`` at ``then`` (the same day if not given).

    ``without`` names rules that the second judgement leaves out. Nothing is stored.
    """
    before = judge(facts, catalog, as_of=as_of)
    after = judge(facts, changed, as_of=then or as_of, without=set(without))
    moved = [row for stage in STAGES for row in _moved(stage, before.facts(), after.facts())]
    return Outcome(moved, _finding_counts(before, after), before, after)


def _moved(stage: str, before: Facts, after: Facts) -> Iterable[Moved]:
    if stage not in before.tables or "grade" not in before[stage].columns:
        return
    old = {row["document"]: row for row in before[stage].iter_rows(named=True)}
    for new in after[stage].sort("document").iter_rows(named=True):
        was = old[new["document"]]
        if (was["total_cp"], was["grade"]) != (new["total_cp"], new["grade"]):
            yield Moved(
                new["document"],
                stage,
                new["subject_name"],
                new["department"],
                new.get("amount_fen"),
                (was["total_cp"], new["total_cp"]),
                (was["grade"], new["grade"]),
            )


def _finding_counts(before: Judgement, after: Judgement) -> dict[str, tuple[int, int]]:
    counts: dict[str, list[int]] = {}
    for side, judgement in enumerate((before, after)):
        for regime in judgement.regimes:
            for hit in regime.hits:
                counts.setdefault(hit.rule.id, [0, 0])[side] += len(hit.rows)
    return {rule: (told[0], told[1]) for rule, told in sorted(counts.items())}


def _row(row: Moved) -> dict[str, Any]:
    def points(cp: int | None) -> float | None:
        return None if cp is None else cp / 100

    return {
        "document": row.document,
        "name": row.name,
        "department": row.department,
        "amount_fen": row.amount_fen,
        "total": [points(row.total_cp[0]), points(row.total_cp[1])],
        "grade": list(row.grade),
    }
