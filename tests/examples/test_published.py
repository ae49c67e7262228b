"""The published tables: how many, from where, and as printed."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from tests.examples.district import ROOT

from wenxiao.exchange.xlsx.read import read_workbook
from wenxiao.rulebook import load_catalog

PUBLISHED = ROOT / "examples" / "published"
FILES = {"self_evaluations": 45, "department_self_evaluations": 5, "project_goals": 17}
WORKBOOKS = sorted((PUBLISHED / "workbooks").glob("*.xlsx"))


def load(name: str) -> list[dict[str, Any]]:
    return json.loads((PUBLISHED / f"{name}.json").read_text(encoding="utf-8"))


def by_id(name: str) -> dict[str, dict[str, Any]]:
    return {document["source"]["id"]: document for document in load(name)}


@pytest.mark.parametrize(("name", "number"), FILES.items())
def test_every_record_is_there_with_its_source(name: str, number: int):
    made = load(name)
    assert len({d["id"] for d in made}) == len(made) == number
    for document in made:
        source = document["source"]
        assert document["id"] == f"published/{source['id']}"
        assert source["region"]
        assert (source["address"] or "").startswith("http") or source["id"] in {"SE16", "SE39"}
        assert document["jurisdiction"] == "cn" or len(document["jurisdiction"]) == 6


def test_figures_stand_as_printed():
    made = by_id("self_evaluations")
    total, fiscal = made["SE01"]["funds"]
    assert total == {"line": "total", "initial": "0", "adjusted": "0", "executed": "0"}
    assert fiscal == {"line": "fiscal", "initial": "90", "adjusted": "89.974", "executed": "89.974"}
    assert made["SE20"]["funds"][0]["executed"] == "7,00.0,77"
    assert made["SE47"]["funds"][0]["adjusted"] == "52.800000"
    assert [made["SE02"]["indicators"][0][key] for key in ("direction", "target", "unit")] == [
        "≧",
        "735",
        "人次",
    ]
    assert made["SE51"]["execution_weight"] == "20"
    assert all(row["weight"] is None for row in made["SE51"]["indicators"])
    assert all(
        isinstance(v, str | None) for d in made.values() for row in d["indicators"] for v in row.values()
    )


def test_no_unit_means_no_money():
    for name in FILES:
        assert all(document["money_unit"] or not document["funds"] for document in load(name))


def test_anomalies_point_to_rows_that_exist():
    rows = [a for a in load("anomalies") if a["indicator"]]
    wholes = [a for a in load("anomalies") if not a["indicator"]]
    assert (len(rows), len(wholes)) == (42, 16)
    made = by_id("self_evaluations") | by_id("department_self_evaluations")
    for anomaly in rows:
        assert anomaly["indicator"] in {row["level3"] for row in made[anomaly["id"]]["indicators"]}
    assert {a["id"] for a in wholes if a["taken"]} <= set(made)
    assert Counter(a["kind"] for a in rows)["scored_without_values"] == 20


def test_there_is_a_workbook_for_each_table():
    assert len(WORKBOOKS) == 23


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_a_workbook_reads_as_its_record(path: Path):
    record = (by_id("self_evaluations") | by_id("department_self_evaluations"))[path.stem]
    (read,) = (filing.content for filing in read_workbook(path, load_catalog().place("cn").forms))
    assert read["form"] == record["form"]
    assert read["subject"]["name"] == record["subject"]["name"]
    given = [row for row in record["indicators"] if row["level3"]]
    for key in ("level1", "level3", "direction", "target", "actual", "weight", "claimed_points"):
        assert [row.get(key) for row in read["indicators"]] == [row[key] for row in given], key
    assert {k: v for line in read.get("funds", []) for k, v in line.items() if v} == {
        k: v for line in record["funds"] for k, v in line.items() if v
    }
    for key in ("claimed_execution_points", "claimed_total"):
        assert read.get(key) == record[key], key
