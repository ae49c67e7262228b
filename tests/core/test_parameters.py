"""Dated values, overlays, adoption, and proposals that stay off."""

from datetime import date

import pytest

from wenxiao.core.calendar import Clock
from wenxiao.core.errors import NotFoundError
from wenxiao.core.parameters import Parameter, ParameterSet, Value
from wenxiao.rulebook import load_catalog


def _value(day, value, **more):
    return Value.model_validate({"from": day, "value": value, "basis": "x", "status": "official", **more})


def _set(*values, **more):
    parameter = Parameter(name="a.b", label="甲", values=values, **more)
    return ParameterSet({"a.b": parameter})


def test_the_value_in_force_is_the_latest_begun():
    names = _set(_value(date(2020, 1, 1), 1), _value(date(2021, 1, 1), 2))
    assert names.at(Clock(2020, date(2020, 12, 31))).a.b == 1
    assert names.at(Clock(2020, date(2021, 1, 1))).a.b == 2


def test_before_the_first_value_the_basis_is_named():
    names = _set(_value(date(2020, 1, 1), 1, basis="caiyu-2020-10"))
    with pytest.raises(NotFoundError, match="caiyu-2020-10"):
        names.at(Clock(2019, date(2019, 1, 1))).get("a.b")


def test_null_ends_a_value():
    names = _set(_value(date(2020, 1, 1), 1), _value(date(2022, 1, 1), None))
    assert names.at(Clock(2022, date(2022, 6, 1))).a.b is None


def test_two_clocks_money_year_against_date_of_the_act():
    names = _set(_value(date(2020, 1, 1), 1), _value(date(2021, 1, 1), 2), keyed_by="fiscal_year")
    assert names.at(Clock(2020, date(2021, 6, 1))).a.b == 1


def test_a_proposal_that_would_move_money_is_off_until_adopted():
    proposed = _value(date(2021, 1, 1), 7, status="proposed")
    clock = Clock(2021, date(2021, 6, 1))
    assert _set(proposed, effect="money").at(clock).a.b is None
    assert _set(proposed, effect="none").at(clock).a.b == 7
    upper = Parameter(
        name="a.b",
        label="甲",
        values=(Value.model_validate({"from": date(2021, 3, 1), "adopt": True, "basis": "local"}),),
    )
    adopted = _set(proposed, effect="money").overlaid({"a.b": upper})
    assert adopted.at(clock).a.b == 7
    assert adopted.value("a.b", clock).basis == "local"
    assert adopted.at(Clock(2021, date(2021, 2, 1))).a.b is None


def test_an_overlay_wins_from_its_first_day_and_keeps_the_past():
    upper = Parameter(name="a.b", label="甲", values=(_value(date(2021, 1, 1), 9),))
    both = _set(_value(date(2020, 1, 1), 1), _value(date(2021, 6, 1), 2)).overlaid({"a.b": upper})
    assert both.at(Clock(2020, date(2020, 6, 1))).a.b == 1
    assert both.at(Clock(2021, date(2021, 7, 1))).a.b == 9


def test_the_monitoring_line_of_the_seed_district_rose_from_100_to_200_wan():
    place = load_catalog().place("440112")
    assert place.parameters.at(Clock(2020, date(2021, 6, 1))).monitoring.key_project_amount == 1_000_000
    assert place.parameters.at(Clock(2021, date(2021, 6, 1))).monitoring.key_project_amount == 2_000_000


def test_without_a_national_value_the_message_asks_for_a_local_one():
    with pytest.raises(NotFoundError, match="须由本地规则库规定"):
        load_catalog().place("cn").parameters.at(Clock(2021, date(2021, 6, 1))).get(
            "monitoring.key_project_amount"
        )


def test_an_unknown_name_lists_near_ones():
    with pytest.raises(NotFoundError, match=r"grade\.bands"):
        load_catalog().place("cn").parameters["grade.band"]


def test_a_district_without_its_own_rulebook_follows_the_nation():
    assert load_catalog().place("110101").code == "cn"
    assert load_catalog().place("440112000").code == "440112"
