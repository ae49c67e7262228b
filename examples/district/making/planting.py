"""Plant the faults: each a known number of times, every one written down."""

from __future__ import annotations

import copy
from collections import Counter
from decimal import Decimal
from functools import cache
from typing import Any

from .documents import clean_workbooks, document_id
from .faults import Around, Fault, Json, add, growing, number_in
from .faults_goals import PROJECT_GOALS, target_missing, vague_output, weights_not_full
from .faults_results import DEPARTMENT_RESULTS, PROJECT_RESULTS, retotal
from .streams import stream

Planted = dict[str, list[dict[str, str | None]]]
ALWAYS_95 = ("区司法局", "区退役军人事务局", "竹溪坊街道办事处")


def _tasks_not_total(document: Json, *_: object) -> str:
    task = document["tasks"][-1]
    task["amount"] = add(task["amount"], "18")
    return "tasks"


DEPARTMENT_GOALS = (
    Fault("tasks_not_total", None, 5, _tasks_not_total),
    Fault("weights_not_full", "goal.weights_not_full", 4, weights_not_full),
    Fault("vague_output", "goal.output_not_quantified", 5, vague_output),
    Fault("target_missing", "goal.target_missing", 3, target_missing),
)
BY_FORM = {
    "project_goal": PROJECT_GOALS,
    "self_evaluation": PROJECT_RESULTS,
    "department_goal": DEPARTMENT_GOALS,
    "department_self_evaluation": DEPARTMENT_RESULTS,
}


@cache
def _planted() -> tuple[dict[tuple[str, str], list[Json]], Planted]:
    books = copy.deepcopy(clean_workbooks())
    every = [document for book in books.values() for document in book]
    planted: Planted = {}
    for document in every:  # what is there by nature, before anything is spoilt
        _note_slow_money(document, planted)
        _always_95(document, planted)
    before = {d["subject"]["code"]: copy.deepcopy(d) for d in every if d["form"] == "self_evaluation"}
    for form, faults in BY_FORM.items():
        _plant(form, faults, Around([d for d in every if d["form"] == form], before), planted)
    _note_outrun_targets(every, planted)
    return books, planted


def _plant(form: str, faults: tuple[Fault, ...], around: Around, planted: Planted) -> None:
    """Give each fault its documents; one document, one fault."""
    rng = stream("planting", form)
    free = [d for d in around.others if document_id(d) not in planted]
    rng.shuffle(free)
    around.others = copy.deepcopy(around.others)  # what is copied is copied from unspoilt filings
    for fault in faults:
        left = fault.times
        for document in list(free):
            at = fault.plant(document, rng, around) if left else None
            if at:
                planted[document_id(document)] = [{"fault": fault.name, "rule": fault.rule, "at": at}]
                free.remove(document)
                left -= 1
        if left:
            raise AssertionError(f"{form}：{fault.name} 还差 {left} 处没有地方可放。")


def _note_slow_money(document: Json, planted: Planted) -> None:
    """Filings whose score stands far above the money spent; they are so by nature, not by planting."""
    if "claimed_execution_rate" not in document:
        return
    rate = Decimal(document["claimed_execution_rate"].rstrip("%")) / 100
    score = Decimal(document["claimed_total"]) / 100
    if rate < Decimal("0.8") and (score - rate) / score > Decimal("0.05"):
        rule = "self_evaluation.score_far_above_execution"
        note: dict[str, str | None] = {
            "fault": "score_far_above_execution",
            "rule": rule,
            "at": "claimed_total",
        }
        planted[document_id(document)] = [note]


def _note_outrun_targets(every: list[Json], planted: Planted) -> None:
    """A result planted far over its target makes this year's target of the same project look low."""
    reached = {
        (d["subject"]["code"], row["level3"]): number_in(row["actual"])
        for d in every
        if d["form"] == "self_evaluation"
        for row in d["indicators"]
    }
    for document in every:
        if document["form"] != "project_goal" or document_id(document) in planted:
            continue
        for number in growing(document):
            row = document["indicators"][number]
            last = reached.get((document["subject"]["code"], row["level3"])) or Decimal(0)
            if last > (number_in(row["target"]) or last) * 3 / 2:
                at = f"indicators[{number}].target"
                note: dict[str, str | None] = {
                    "fault": "low_target",
                    "rule": "goal.target_far_below_history",
                    "at": at,
                }
                planted[document_id(document)] = [note]


def _always_95(document: Json, planted: Planted) -> None:
    """Three departments write 95 % satisfaction everywhere, as target and as result."""
    department = document.get("department") or document["subject"]["name"]
    if department not in ALWAYS_95 or document["form"] not in {"project_goal", "self_evaluation"}:
        return
    for number, row in enumerate(document["indicators"]):
        if row["level1"] != "满意度指标":
            continue
        split = row["direction"] is not None
        row["target"] = "95" if split else "≥95%"
        if "actual" in row:
            row.update(actual="95" if split else "95%", claimed_points=row["weight"], reason=None)
            retotal(document)
        note: dict[str, str | None] = {
            "fault": "satisfaction_always_95",
            "rule": None,
            "at": f"indicators[{number}]",
        }
        planted.setdefault(document_id(document), []).append(note)


def workbooks() -> dict[tuple[str, str], list[Json]]:
    """Documents by folder and workbook as they are filed, faults and all."""
    return _planted()[0]


def report() -> dict[str, Any]:
    """What was planted: faults by document, and how often each."""
    planted = _planted()[1]
    counted = Counter(str(fault["fault"]) for faults in planted.values() for fault in faults)
    return {"counts": dict(sorted(counted.items())), "faults": dict(sorted(planted.items()))}
