"""The four classes of unreasonable indicators: always found, taking points only where a bureau adopted the table."""

from datetime import date

import bench.detecting.goal_faults  # noqa: F401 - registers the plants
import pytest
from bench.detecting.clean import project_goal
from bench.detecting.planting import PLANTS
from bench.detection import MAKERS, Random

from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.rulebook import load_catalog

RULES = {
    "goal.not_covering_main_spending": "not_covering",
    "goal.weakly_related": "weakly_related",
    "goal.hard_to_measure": "hard_to_measure",
    "self_evaluation.target_set_too_low": "set_too_low",
}


@pytest.fixture
def adopting(tmp_path):
    folder = tmp_path / "xian"
    (folder / "parameters").mkdir(parents=True)
    (folder / "place.yaml").write_text('code: "990999"\nname: 某县\nparent: cn\n', encoding="utf-8")
    lines = [
        f"{key}:\n  values: [{{from: 2021-01-01, adopt: true, basis: wenxiao-design}}]\n"
        for key in RULES.values()
    ]
    (folder / "parameters" / "unreasonable.yaml").write_text("".join(lines), encoding="utf-8")
    return load_catalog([folder])


def findings(catalog, place, rule):
    chance = Random(f"{rule}:adopted")
    document = MAKERS[PLANTS[rule].form](chance, "0001") | {"jurisdiction": place}
    PLANTS[rule].work(chance, document)
    facts = build_facts([document], catalog.place(place).forms)
    return list(judge(facts, catalog, as_of=date(2022, 3, 1), only_rules=[rule]).findings())


@pytest.mark.parametrize("rule", RULES)
def test_points_are_taken_only_where_adopted(rule, adopting):
    (plain, *_) = findings(adopting, "cn", rule)
    (taken, *_) = findings(adopting, "990999", rule)
    assert "deduction" not in plain
    assert "扣" not in plain["message"]
    assert float(taken["deduction"]) > 0
    assert f"扣 {taken['deduction']} 分" in taken["message"]


def test_money_without_an_indicator_is_counted_from_a_whole_filing():
    document = project_goal(Random("coverage"), "0001")
    document["items"] = [
        {"content": document["items"][0]["content"], "amount": "60"},
        {"content": "展厅布展装饰", "amount": "40"},
    ]
    document["funds"] = [{"line": "total", "annual": "100"}]
    facts = build_facts([document], load_catalog().place("cn").forms)
    assert facts["goal"]["uncovered_total_fen"].to_list() == [40_000_000]
    assert facts["goal.items"]["shared"].to_list()[1] == 0


def test_a_document_loses_no_more_than_each_bound_and_the_sum(adopting, tmp_path):
    """Seven unrelated quantities at half a point make 3.5, bounded at 3; without adoption nothing is taken."""
    rows = [
        {
            "level1": "产出指标",
            "level2": "数量指标",
            "level3": f"学生供餐{n}号食谱份数",
            "target": f"≥{n}00份",
            "weight": "10",
        }
        for n in range(1, 8)
    ]
    document = {
        "form": "project_goal", "jurisdiction": "990999", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "project", "code": "P1", "name": "城区路灯节能改造"},
        "annual_goal": "更换节能路灯二百盏，改善夜间出行照明。", "indicators": rows,
    }  # fmt: skip
    facts = build_facts([document], adopting.place("990999").forms)
    only = ["goal.weakly_related"]
    judgement = judge(facts, adopting, as_of=date(2022, 3, 1), only_rules=only)
    assert sum(float(f["deduction"]) for f in judgement.findings()) == 3.5
    assert list(judgement.deductions().values()) == [300]
    plain = build_facts([document | {"jurisdiction": "cn"}], adopting.place("cn").forms)
    assert judge(plain, adopting, as_of=date(2022, 3, 1), only_rules=only).deductions() == {}
