"""Evaluation frameworks: weights and names by hand from the documents, formulae worked out on paper."""

from pathlib import Path

import pytest

from wenxiao.core.errors import RulebookError
from wenxiao.core.frameworks import Formula, Framework, check_requirements, check_sum
from wenxiao.rulebook import load_catalog

PLACE = load_catalog().place("cn")

# First-level weights in points, as the knowledge behind the rulebook has them.
LEVELS = {
    "project": {"决策": 15, "过程": 20, "产出": 35, "效益": 30},
    "department_overall": {"投入": 10, "过程": 30, "产出": 30, "效果": 30},
    "department_guangdong": {"履职效能": 50, "管理效率": 50},
    "policy": {"政策制定": 25, "政策执行": 30, "政策效果": 45},
    "ppp": {"产出": 80, "效果": 10, "管理": 10},
    "government_fund": {"政策效应": 40, "管理效能": 30, "财务效益": 20, "风险合规": 10},
    "special_bond_construction": {"决策": 30, "管理": 45, "产出": 15, "效益": 10},
    "special_bond_operation": {"决策": 15, "管理": 25, "产出": 30, "效益": 30},
    "purchased_service": {"决策": 15, "过程": 25, "产出": 30, "效益": 30},
    "state_capital": {"决策": 20, "管理": 25, "产出": 25, "效益": 30},
}
PROJECT_LEAVES = [
    "立项依据充分性", "立项程序规范性", "绩效目标合理性", "绩效指标明确性", "预算编制科学性", "资金分配合理性",
    "资金到位率", "预算执行率", "资金使用合规性", "管理制度健全性", "制度执行有效性",
    "实际完成率", "质量达标率", "完成及时性", "成本节约率", "实施效益", "满意度",
]  # fmt: skip


def test_there_are_ten_and_each_has_the_weights_of_its_levels():
    assert set(PLACE.frameworks) == set(LEVELS)
    for name, levels in LEVELS.items():
        framework = PLACE.frameworks[name]
        assert {lv.name: framework.weight_of(lv.name) / 100 for lv in framework.levels} == levels, name
        assert sum(leaf.weight_cp for _, _, leaf in framework.rows()) == 10_000


def test_the_project_framework_has_the_seventeen_leaves_of_the_measure_in_order():
    assert [leaf.name for _, _, leaf in PLACE.frameworks["project"].rows()] == PROJECT_LEAVES


def test_ppp_meets_both_limits_of_the_guide():
    ppp = PLACE.frameworks["ppp"]
    assert ppp.weight_of("产出") >= 8_000
    assert ppp.weight_of("项目运营", "项目维护") >= 6_000


def test_every_leaf_says_how_it_is_judged_and_every_framework_how_sure_it_is():
    for framework in PLACE.frameworks.values():
        assert framework.status in {"proposed", "local_seen"}  # no national text fixes the leaf weights
        assert framework.confidence
        for _, _, leaf in framework.rows():
            assert leaf.formula or leaf.points or leaf.standard, (framework.id, leaf.name)
            assert leaf.explain.endswith("。")


@pytest.mark.parametrize(
    ("function", "of", "by", "value"),
    [
        ("ratio", [89.974], [90], 0.99971),  # 89.974 ÷ 90
        ("saving", [95], [100], 0.05),  # (100 − 95) ÷ 100
        ("change", [90], [100], -0.1),  # (90 − 100) ÷ 100
        ("multiple", [597], [100], 5.97),
    ],
)
def test_formulae_on_paper(function, of, by, value):
    formula = Formula(function=function, of=("甲",), by=("乙",))
    assert formula.value({"甲": of[0], "乙": by[0]}) == pytest.approx(value, abs=1e-5)
    assert formula.value({"甲": of[0], "乙": 0}) is None
    assert formula.value({"甲": None, "乙": by[0]}) is None


def test_formulae_read_as_people_write_them():
    leaf = {leaf.name: leaf for _, _, leaf in PLACE.frameworks["project"].rows()}
    assert leaf["预算执行率"].formula.text == "实际支出资金 ÷ 实际到位资金 × 100%"
    assert leaf["成本节约率"].formula.text == "（计划成本 － 实际成本）÷ 计划成本 × 100%"


def made(*weights):
    """A framework of two levels with the weights given."""
    leaf = {"name": "甲", "weight": weights[0], "explain": "看甲。", "points": ["有"]}
    other = {"name": "乙", "weight": weights[1], "explain": "看乙。", "points": ["有"]}
    levels = [
        {"name": "决策", "groups": [{"name": "一", "leaves": [leaf]}]},
        {"name": "产出", "groups": [{"name": "二", "leaves": [other]}]},
    ]
    return Framework.model_validate({
        "id": "x", "title": "试", "label": "试", "subject": ["project"], "basis": ["wenxiao-design"], "status": "proposed",
        "version": "2021-01-01", "file": __file__, "levels": levels,
        "requires": [{"of": ["产出"], "at_least": "evaluation.min_output_benefit_weight"}],
    })  # fmt: skip


def test_a_sum_of_99_and_of_100_point_01_are_refused():
    check_sum(made(40, 60), Path(__file__))
    with pytest.raises(RulebookError, match="合计 99 分，应为 100 分，少 1 分"):
        check_sum(made(40, 59), Path(__file__))
    with pytest.raises(RulebookError, match=r"合计 100.01 分，应为 100 分，多 0.01 分"):
        check_sum(made("40.01", 60), Path(__file__))


def test_output_and_benefit_below_60_are_refused_and_60_passes():
    check_requirements(made(40, 60), PLACE.parameters)
    with pytest.raises(RulebookError, match=r"产出合计 59.5 分，不得低于 60 分"):
        check_requirements(made("40.5", "59.5"), PLACE.parameters)
