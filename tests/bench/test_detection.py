"""What the detection page claims still holds: same findings judged, no plant missed that was found before."""

import csv

import pytest
from bench.detecting.planting import PLANTS
from bench.detecting.published import ROOT, findings, judgements
from bench.detection import held_out, measure

from wenxiao.rulebook import load_catalog

CATALOG = load_catalog()
with (ROOT / "bench" / "detection.csv").open(encoding="utf-8", newline="") as file:
    WRITTEN = {row["rule"]: row for row in csv.DictReader(file)}
QUICK = 12


def test_every_rule_is_measured():
    assert set(PLANTS) == set(WRITTEN) == set(CATALOG.place("cn").rules)
    assert all(int(row["planted"]) >= 60 and int(row["clean"]) >= 300 for row in WRITTEN.values())


@pytest.mark.parametrize("rule", sorted(PLANTS))
def test_no_plant_is_missed_that_was_found(rule):
    written = {int(n) for n in WRITTEN[rule]["missed"].split()}
    assert set(measure(CATALOG, rule, QUICK).missed) <= written


def test_held_out_wordings_are_found_as_written():
    page = (ROOT / "bench" / "detection.md").read_text(encoding="utf-8")
    for rule, missed in held_out(CATALOG).items():
        line = next(line for line in page.splitlines() if line.startswith(f"| `{rule}` | 8 |"))
        assert line.endswith(f"| {8 - len(missed)} | {'、'.join(missed)} |")


def test_every_finding_on_the_published_tables_is_judged():
    told = {(row["document"], row["rule"], row["at"]) for row in judgements()}
    found = {(record["document"], record["rule"], record["at"]) for record in findings()}
    assert found == told
    assert all(row["right"] in {"yes", "no"} and row["why"] for row in judgements())


def test_the_page_states_the_judged_precision():
    rows = judgements()
    right = sum(row["right"] == "yes" for row in rows)
    page = (ROOT / "bench" / "detection.md").read_text(encoding="utf-8")
    assert f"共 {len(rows)} 条疑点" in page
    assert f"对的 {right} 条，准确率 {right / len(rows):.1%}" in page
