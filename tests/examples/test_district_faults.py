"""The planted faults are there, as many as written down, and most filings have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from tests.examples.district import ROOT, Json, cp, document_id, documents, fen, generator, planted

from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.rulebook import load_catalog

FILED = ("project_goal", "department_goal", "self_evaluation", "department_self_evaluation")


def weights(document: Json) -> int:
    return sum(cp(row["weight"]) for row in document["indicators"]) + cp(document.get("execution_weight"))


def claimed(document: Json) -> int:
    rows = sum(cp(row["claimed_points"]) for row in document["indicators"])
    return rows + cp(document["claimed_execution_points"])


def parts(document: Json) -> int:
    return sum(fen(line["adjusted"]) for line in document["funds"][1:])


SHOWN: dict[str, Callable[[Json], bool]] = {
    "weights_not_full": lambda d: (
        weights(d) not in {9000, 10000} or ("claimed_total" in d and weights(d) != 10000)
    ),
    "value_missing": lambda d: any(row["actual"] is None for row in d["indicators"]),
    "target_missing": lambda d: any(row["target"] is None for row in d["indicators"]),
    "words_for_number": lambda d: any(row["actual"] == "已完成" for row in d["indicators"]),
    "actual_has_operator": lambda d: any("≥" in (row["actual"] or "") for row in d["indicators"]),
    "claimed_total_differs": lambda d: cp(d["claimed_total"]) != claimed(d),
    "executed_over_budget": lambda d: fen(d["funds"][0]["executed"]) > fen(d["funds"][0]["adjusted"]),
    "items_not_total": lambda d: sum(fen(i["amount"]) for i in d["items"]) != fen(d["funds"][0]["annual"]),
    "tasks_not_total": lambda d: sum(fen(t["amount"]) for t in d["tasks"]) != fen(d["funds"][0]["annual"]),
    "funds_parts_not_total": lambda d: parts(d) != fen(d["funds"][0]["adjusted"]),
    "budget_missing": lambda d: not d["funds"],
    "no_benefit": lambda d: all("效益" not in row["level1"] for row in d["indicators"]),
    "few_indicators": lambda d: len(d["indicators"]) == 3,
    "duplicate_indicator": lambda d: max(Counter(row["level3"] for row in d["indicators"]).values()) == 2,
    "copied_text": lambda d: d["subject"]["name"] not in (d.get("annual_goal") or d["actual_goal"]),
    "score_far_above_execution": lambda d: Decimal(d["claimed_execution_rate"].rstrip("%")) < 80,
}


@pytest.mark.parametrize("fault", sorted(SHOWN))
def test_a_planted_fault_shows(fault: str):
    marked = {doc for doc, faults in planted().items() if any(f["fault"] == fault for f in faults)}
    filed = {document_id(d): d for d in documents()}
    assert marked
    assert all(SHOWN[fault](filed[doc]) for doc in marked)


def test_counts_say_what_was_planted():
    report = generator().report()
    counted = Counter(f["fault"] for faults in report["faults"].values() for f in faults)
    assert report["counts"] == dict(counted)
    assert set(report["faults"]) <= {document_id(d) for d in documents()}


def test_about_seventy_percent_of_filings_are_clean():
    filed = [document_id(d) for d in documents() if d["form"] in FILED]
    assert 0.62 <= 1 - len(planted()) / len(filed) <= 0.78


def test_clean_filings_add_up():
    for document in documents():
        if document["form"] not in FILED or document_id(document) in planted():
            continue
        assert weights(document) == (10000 if "claimed_total" in document else 9000)
        if "claimed_total" in document:
            assert cp(document["claimed_total"]) == claimed(document)
            assert fen(document["funds"][0]["adjusted"]) == parts(document)
        elif document["form"] == "project_goal":
            assert sum(fen(i["amount"]) for i in document["items"]) == fen(document["funds"][0]["annual"])


def test_rules_find_every_planted_fault_they_are_made_for():
    catalog = load_catalog([ROOT / "examples" / "district" / "rulebook"])
    forms = catalog.place("990112").forms
    found: dict[str, set[str]] = {}
    for finding in judge(build_facts(documents(), forms), catalog, as_of=date(2021, 9, 1)).findings():
        found.setdefault(finding["document"], set()).add(finding["rule"])
    missed = [
        (document, fault["rule"])
        for document, faults in planted().items()
        for fault in faults
        if fault["rule"] and fault["rule"] not in found.get(document, set())
    ]
    assert missed == []
