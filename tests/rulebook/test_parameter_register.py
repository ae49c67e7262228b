"""The seventy-two values of the register: each is there, with its value, mark and date, where it belongs."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from wenxiao.core.calendar import Clock
from wenxiao.core.parameters import Parameter
from wenxiao.rulebook import load_catalog

EXPECTED = yaml.safe_load((Path(__file__).parent / "parameters_expected.yaml").read_text("utf-8"))
CATALOG = load_catalog()
ENTRIES = [(key, entry) for key, entries in EXPECTED.items() for entry in entries]


def test_all_of_them_are_here():
    assert len(EXPECTED) == 72


@pytest.mark.parametrize(("key", "entry"), ENTRIES, ids=[f"{k}-{e['name']}" for k, e in ENTRIES])
def test_resolves_to_value_mark_and_date(key, entry):
    place = CATALOG.place(entry.get("place", "cn"))
    value = place.parameters[entry["name"]].in_force(entry.get("day", date(2026, 11, 23)))
    assert (value.value, value.status, value.since) == (entry["value"], entry["status"], entry["from"])
    assert value.reviewed is not None
    if "place" in entry:
        assert value.place == entry["place"]
        assert not [v for v in CATALOG.place("cn").parameters[entry["name"]].values if v.value is not None]


def test_local_values_seen_elsewhere_say_where():
    for parameter in CATALOG.place("cn").parameters.values():
        for value in parameter.values:
            if value.status == "local_seen" and not value.scope:
                assert CATALOG.sources[value.basis.split("#")[0]].scope or value.note or value.confidence, (
                    parameter.name
                )


def test_proposed_weights_and_factors_are_off_until_adopted():
    nation = CATALOG.place("cn").parameters
    clock = Clock(2026, date(2026, 11, 23))
    for name in (
        "evaluation.project_weights", "evaluation.project_leaf_weights", "appraisal.conclusions", "appraisal.veto",
        "department.guangdong_leaf_weights", "bond.weights_operation", "fund.weights", "purchased_service.weights",
        "state_capital.weights", "policy.weights", "agency.quality_weights", "results.budget_factor",
        "results.public_fund_by_grade", "assessment.weights", "score.satisfaction_bands",
    ):  # fmt: skip
        assert nation.value(name, clock) is None, name
        assert nation[name].in_force(date(2026, 11, 23)) is not None, name


def test_sums_of_weights_are_one_hundred():
    def leaves(value):
        return sum(leaves(v) for v in value.values()) if isinstance(value, dict) else value

    nation: dict[str, Parameter] = CATALOG.place("cn").parameters
    for name in (
        "weights.level1", "weights.level1_no_cost", "weights.level1_with_cost", "appraisal.weights",
        "goal.review_weights", "evaluation.project_weights", "evaluation.project_leaf_weights",
        "department.guangdong_level1", "department.guangdong_leaf_weights", "bond.weights_construction",
        "bond.weights_operation", "fund.weights", "purchased_service.weights", "state_capital.weights",
        "policy.weights", "agency.quality_weights", "assessment.weights",
    ):  # fmt: skip
        assert leaves(nation[name].values[-1].value) == 100, name
