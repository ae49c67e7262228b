"""Points of single rows, worked out by hand from 财预〔2020〕10号 and the adopted variants."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.core.scoring.rounding import half_up_number
from wenxiao.rulebook import load_catalog

AS_OF = date(2022, 3, 15)


def rows(*indicators, **head):
    """Score rows of one filing; give the score record."""
    content = {
        "form": "self_evaluation", "jurisdiction": "cn", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "project", "code": "1", "name": "甲"}, "indicators": list(indicators), **head,
    }  # fmt: skip
    catalog = load_catalog()
    facts = build_facts([content], catalog.place("cn").forms)
    return next(iter(judge(facts, catalog, as_of=AS_OF, only_rules=[]).scores()))


def row(target, actual, weight="10", claimed=None, **more):
    """Score one row."""
    return rows(
        {
            "level3": "甲",
            "target": target,
            "actual": actual,
            "weight": weight,
            "claimed_points": claimed,
            **more,
        }
    )["indicators"][0]


@pytest.mark.parametrize(
    ("target", "actual", "weight", "points"),
    [
        ("≥735人", "735人", "10", 10),  # reached
        ("≥100人", "250人", "10", 10),  # over-fulfilment still earns the full weight
        ("100%", "98%", "10", 9.8),  # 98 ÷ 100 × 10
        ("=70%", "35%", "8", 4),  # 35 ÷ 70 × 8
        ("3000万元", "2700万元", "10", 9),  # 2700 ÷ 3000 × 10
        ("≥3个", "1个", "10", 3.33),  # 3.3333… half-up
        ("≥8个", "7个", "3.71", 3.25),  # 3.24625 half-up to 3.25
        ("≥200个", "57个", "1", 0.29),  # 0.285 is a true half: up
        ("≥2万元", "19000元", "10", 9.5),  # units converted: 1.9 ÷ 2
    ],
)
def test_higher_is_better(target, actual, weight, points):
    result = row(target, actual, weight)
    assert (result["status"], result["points"]) == ("scored", points)


@pytest.mark.parametrize(
    ("target", "actual", "points", "met"),
    [
        ("≤90万元", "90", 10, True),  # the bare actual is meant in the target's unit
        ("≤5300元/户", "5830元/户", 9, False),  # 1 − 530/5300 = 0.9
        ("≤10次", "15次", 5, False),  # 1 − 5/10
        ("≤10次", "20次", 0, False),  # twice the target
        ("≤10次", "35次", 0, False),  # never below zero
        ("≤0次", "0次", 10, True),
        ("0起", "0起", 10, True),
        ("≤0次", "1次", 0, False),  # a zero target has no ratio
    ],
)
def test_lower_is_better_falls_in_a_line_to_zero_at_twice_the_target(target, actual, points, met):
    result = row(target, actual)
    assert (result["points"], result["met"]) == (points, met)


@pytest.mark.parametrize(
    ("target", "actual", "met"),
    [("9月前", "7月", True), ("2021年12月31日", "2021年12月31日", True), ("2021年6月底", "2021年8月", False)],
)
def test_dates_earlier_is_better_and_late_needs_a_person(target, actual, met):
    result = row(target, actual, claimed="5")
    assert result["met"] is met
    assert result["points"] == (10 if met else None)
    assert result["counted"] == (10 if met else 5)


@pytest.mark.parametrize(
    ("target", "actual", "status"),
    [
        ("", "100%", "unreadable"),
        ("≥***份", "20份", "unreadable"),
        ("≥95%", "", "unreadable"),
        ("效果明显", "达成预期指标", "needs_judgement"),
        ("≤30万元", "完成", "needs_judgement"),
        ("100%", "1000件", "needs_judgement"),
        ("是", "基本达到", "needs_judgement"),
    ],
)
def test_what_no_rule_decides_gets_no_points_from_a_rule(target, actual, status):
    result = row(target, actual, claimed="8")
    assert result["status"] == status
    assert result["points"] is None
    assert result["met"] is None


@pytest.mark.parametrize(
    ("actual", "claimed", "counted"),
    [
        ("达成预期指标", "10", 10),
        ("达成预期指标", "8", 8),  # the lower bound of the band is part of it
        ("达成预期指标", "7.99", None),
        ("部分达成预期指标", "7.99", 7.99),
        ("部分达成预期指标", "8", None),  # 80 % belongs to the band above
        ("未达成预期指标", "5.99", 5.99),
        ("未达成预期指标", "6", None),
        ("逐步改善", "0", 0),  # wording that names no band allows the whole weight
        ("逐步改善", None, None),
    ],
)
def test_judged_rows_take_claimed_points_only_within_the_band_of_their_wording(actual, claimed, counted):
    assert row("效果明显", actual, claimed=claimed)["counted"] == counted


def test_an_operator_in_the_actual_means_met_and_gives_no_ratio():
    result = row("≥266米", "≥266米")
    assert (result["met"], result["points"], result["ratio"]) == (True, 10, None)
    assert row("≥95%", "≥80%", claimed="9")["points"] is None


def test_every_sentence_names_numbers_and_basis():
    sentence = row("100%", "98%")["trace"]
    assert "98 ÷ 100 × 10 ＝ 9.8 分" in sentence
    assert "财预〔2020〕10号" in sentence
    assert sentence.endswith("。")


def test_total_is_execution_plus_rows_and_grades_by_the_bands():
    record = rows(
        {"level3": "甲", "target": "≥10个", "actual": "10个", "weight": "50", "claimed_points": "50"},
        {"level3": "乙", "target": "≥10个", "actual": "8个", "weight": "40", "claimed_points": "40"},
        funds=[{"line": "total", "adjusted": "16", "executed": "10.01"}],
        execution_weight="10", claimed_total="96.26",
    )  # fmt: skip
    # 10.01 ÷ 16 × 10 = 6.25625 → 6.26;  50 + 40 × 0.8 = 82
    assert record["execution"]["points"] == 6.26
    assert record["total"] == 88.26
    assert record["grade"] == "良"
    assert record["provisional"] is False
    assert record["difference"] == 8


def test_execution_over_the_budget_is_capped():
    record = rows(
        funds=[{"line": "total", "adjusted": "329.77", "executed": "338.31"}], execution_weight="10"
    )
    assert record["execution"]["points"] == 10


def test_no_execution_weight_is_added_where_indicators_already_make_100():
    record = rows(
        {"level3": "甲", "target": "≥1个", "actual": "1个", "weight": "100"},
        funds=[{"line": "total", "adjusted": "10", "executed": "5"}],
    )
    assert record["total"] == 100


def test_no_grade_where_weights_do_not_make_100_or_rows_are_open():
    short = rows({"level3": "甲", "target": "≥1个", "actual": "1个", "weight": "80"}, execution_weight="10",
                 funds=[{"line": "total", "adjusted": "10", "executed": "10"}])  # fmt: skip
    assert (short["total"], short["grade"], short["provisional"]) == (90, None, True)
    opened = rows({"level3": "甲", "target": "", "actual": "1个", "weight": "90"}, execution_weight="10",
                  funds=[{"line": "total", "adjusted": "10", "executed": "10"}])  # fmt: skip
    assert (opened["grade"], opened["provisional"]) == (None, True)


def test_a_proposed_parameter_never_moves_a_score():
    # the proposed satisfaction bands would give (85−60)/(90−60) × 10 = 8.33
    assert row("≥90%", "85%", level3="群众满意度")["points"] == 9.44


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 10**6), st.integers(0, 2 * 10**6), st.integers(1, 10_000))
def test_points_equal_exact_half_up_arithmetic(target, actual, weight_cp):
    from decimal import ROUND_HALF_UP, Decimal

    exact = min(Decimal(1), Decimal(actual) / target) * weight_cp
    assert half_up_number(min(1.0, actual / target) * weight_cp) == int(
        exact.quantize(Decimal(1), ROUND_HALF_UP)
    )


def test_a_bare_fraction_against_a_percentage_is_left_to_a_person():
    assert row("≥80%", "0.85", unit="%")["points"] is None
    assert row("≥80%", "85", unit="%")["points"] == 10


def test_by_how_much_something_falls_is_better_the_more_it_falls():
    assert row("下降5%", "下降6%", level3="投诉量")["met"] is True
