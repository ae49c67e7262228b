"""Running sums beneath a table: what is added up, and what the rules say it should be."""

from datetime import date

import pytest

from wenxiao.rulebook import load_catalog
from wenxiao.web.filings.sheet.totals import totals_of

DAY = date(2021, 6, 1)


@pytest.fixture(scope="module")
def place():
    return load_catalog().place("cn")


def of(place, form):
    return totals_of(place.form(form), place, 2021, DAY)


def test_a_goals_weights_sum_to_90_or_100(place):
    (weights,) = of(place, "project_goal")["indicators"]
    assert (weights.label, weights.columns, weights.required) == ("分值合计", ("weight",), "90 分或 100 分")
    rows = [{"weight": "30"}, {"weight": 20.5}, {"weight": "没有"}, {}, {"weight": None}]
    assert weights.now({"indicators": rows}) == "50.5"


def test_a_self_evaluation_adds_the_points_for_execution(place):
    weights, claimed = of(place, "self_evaluation")["indicators"]
    assert (weights.fields, weights.required) == (("execution_weight",), "100 分")
    assert (claimed.label, claimed.required) == ("各项得分合计", "")
    assert (
        weights.now({"execution_weight": "10", "indicators": [{"weight": "50"}, {"weight": "40"}]}) == "100"
    )


def test_a_form_without_points_has_no_sums(place):
    assert of(place, "rectification_notice") == {}
