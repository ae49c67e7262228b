"""Trying another rule: exactly those move whom a hand count names, and nothing is stored."""

from datetime import date
from decimal import Decimal

import pytest

from wenxiao.analysis.simulate import simulate
from wenxiao.cli.simulate_commands import parse_setting
from wenxiao.core.documents import document_id
from wenxiao.core.errors import InputError, NotFoundError
from wenxiao.core.facts.build import build_facts

AS_OF = date(2022, 3, 15)
LOWER = [
    {"grade": "优", "min": 80},
    {"grade": "良", "min": 70},
    {"grade": "中", "min": 60},
    {"grade": "差", "min": 0},
]


@pytest.fixture(scope="module")
def facts(district_documents, district_catalog):
    wanted = [d for d in district_documents if not d["form"].endswith("_goal")]
    return build_facts(wanted, district_catalog.place("990112").forms)


def hand_count(documents):
    """Add up each score sheet in plain arithmetic: 80 ≤ 总分 < 90 rises from 良 to 优, 70 ≤ 总分 < 80 from 中 to 良."""
    moves = {}
    for document in documents:
        if document["form"] == "evaluation_result":
            total = sum(Decimal(line["points"]) for line in document["scores"])
            if 80 <= total < 90:
                moves[document_id(document)] = ["良", "优"]
            elif 70 <= total < 80:
                moves[document_id(document)] = ["中", "良"]
    return moves


def test_lower_bands_move_exactly_those_of_the_hand_count(facts, district_documents, district_catalog):
    changed = district_catalog.changed({"grade.bands": LOWER})
    told = simulate(facts, district_catalog, changed, as_of=AS_OF).as_json()
    moved = {
        r["document"]: r["grade"] for r in told["moved"] if r["document"].startswith("evaluation_result/")
    }
    assert moved == hand_count(district_documents)
    assert all(r["total"][0] == r["total"][1] for r in told["moved"])
    # among self-evaluations too, a grade moves only where the total lies in the bands that changed their name
    for row in told["moved"]:
        expected = ["良", "优"] if 80 <= row["total"][0] < 90 else ["中", "良"]
        assert 70 <= row["total"][0] < 90
        assert row["grade"] == expected
    assert sum(t["count"] for t in told["totals"].values()) == len(told["moved"])


def test_trying_changes_nothing(facts, district_catalog):
    changed = district_catalog.changed({"grade.bands": LOWER})
    assert district_catalog.place("990112").parameters["grade.bands"].values[-1].value[0]["min"] == 90
    assert changed.place("990112").parameters["grade.bands"].values[-1].value[0]["min"] == 80
    nothing = simulate(facts, district_catalog, district_catalog, as_of=AS_OF).as_json()
    assert nothing == {"moved": [], "totals": {}, "findings": {}}


def test_a_rule_left_out_takes_its_findings_along(facts, district_catalog):
    rule = "self_evaluation.claimed_total_differs"
    told = simulate(facts, district_catalog, district_catalog, as_of=AS_OF, without=[rule]).as_json()
    assert set(told["findings"]) == {rule}
    assert told["findings"][rule]["before"] > told["findings"][rule]["after"] == 0


def test_an_unknown_parameter_and_a_bad_setting_are_told(district_catalog):
    with pytest.raises(NotFoundError, match=r"grade\.bands"):
        district_catalog.changed({"grade.band": 1})
    with pytest.raises(InputError, match="参数=值"):
        parse_setting("grade.bands")
    assert parse_setting("a.b=[1, 2]") == ("a.b", [1, 2])
