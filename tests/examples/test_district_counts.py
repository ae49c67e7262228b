"""The example year has the shape of the seed report, counted here with plain integers."""

from __future__ import annotations

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from tests.examples.district import cp, document_id, documents, fen, monitored, of, projects

YI = 10_000_000_000  # 分 in one 亿元


def rounded(value: Decimal) -> str:
    return str(value.quantize(Decimal("0.01"), ROUND_HALF_UP))


def yi(amount_fen: int) -> str:
    return rounded(Decimal(amount_fen) / YI)


def test_every_document_has_an_id_of_its_own():
    ids = [document_id(d) for d in documents()]
    assert len(set(ids)) == len(ids)
    assert Counter((d["form"], d["fiscal_year"]) for d in documents()) == {
        ("project_list", 2021): 82, ("project_goal", 2021): 886, ("department_goal", 2021): 82,
        ("self_evaluation", 2020): 420, ("department_self_evaluation", 2020): 82,
        ("appraisal_result", 2021): 42, ("evaluation_result", 2020): 36, ("evaluation_result", 2019): 46,
    }  # fmt: skip


def test_monitoring_finds_886_projects_in_82_departments():
    met = [(listed["subject"]["name"], row) for listed, row in projects() if monitored(row)]
    rest = [row for _, row in projects() if not monitored(row)]
    assert len(met) == 886
    assert len({name for name, _ in met}) == 82
    assert 300 <= len(rest) <= 400
    assert {row["code"] for _, row in met} == {d["subject"]["code"] for d in of("project_goal")}


def test_the_line_of_two_million_is_tried_from_both_sides():
    plain = [
        row for _, row in projects() if not (row["direct_funds"] or row["special_bond"] or row["agriculture"])
    ]
    assert sum(row["budget"] == "200" for row in plain) >= 5
    assert sum(row["budget"] == "199.99" for row in plain) >= 4
    assert sum(row["budget"] == "195" for row in plain) >= 3
    flagged = [
        row for _, row in projects() if row["direct_funds"] or row["special_bond"] or row["agriculture"]
    ]
    assert any(fen(row["budget"]) < 200_000_000 for row in flagged)
    assert any(fen(row["budget"]) > 200_000_000 for row in flagged)


def test_new_projects_for_tracking_over_their_whole_life_exist():
    new = [row for _, row in projects() if row["standing"] == "新增项目"]
    assert any(r["recurrence"] == "经常性项目" and fen(r["budget"]) >= 500_000_000 for r in new)
    assert any(r["recurrence"] == "一次性项目" and fen(r["budget"]) >= 1_000_000_000 for r in new)


def test_appraisals_add_up():
    made = of("appraisal_result")
    declared, approved = (sum(fen(d[key]) for d in made) for key in ("declared", "approved"))
    assert len({d["unit"] for d in made}) == 33
    assert (yi(declared), yi(declared - approved)) == ("11.49", "1.86")
    assert rounded(Decimal(declared - approved) * 100 / declared) == "16.18"
    assert Counter(d["conclusion"] for d in made) == {"建议立项": 39, "建议不予立项": 3}
    assert all(d["approved"] == "0" for d in made if d["conclusion"] == "建议不予立项")
    assert all(len(d["dimensions"]) == 5 for d in made)


def test_appraised_budgets_are_those_of_the_lists():
    listed = {row["code"]: row for _, row in projects()}
    for result in of("appraisal_result"):
        row = listed.get(result["subject"]["code"])
        if result["conclusion"] == "建议立项":
            assert row is not None and fen(row["budget"]) == fen(result["approved"])
        else:
            assert row is None


def test_evaluations_of_2021_add_up():
    made = of("evaluation_result", activity_year=2021)
    kinds = Counter("整体" if d["object_kind"] == "部门整体支出" else "项目" for d in made)
    assert kinds == {"项目": 27, "整体": 9}
    holders = {h: len({d["department"] for d in made if d["holder"] == h}) for h in ("预算部门", "区属国企")}
    assert holders == {"预算部门": 27, "区属国企": 1}
    assert len({d["agency"] for d in made}) == 7
    assert {d["category"] for d in made} >= {
        "PPP项目", "政府投资基金", "政府债券资金", "政府购买服务", "国有资本经营预算", "基建项目"
    }  # fmt: skip
    assert {d["method"] for d in made} == {"自评复核", "重点评价"}


def test_evaluated_money_of_two_years():
    now = sum(fen(d["amount"]) for d in of("evaluation_result", activity_year=2021))
    before = sum(fen(d["amount"]) for d in of("evaluation_result", activity_year=2020))
    assert (yi(now), yi(before), yi(now - before)) == ("82.32", "73.98", "8.34")


def test_grades_come_from_the_points():
    totals = [sum(cp(s["points"]) for s in d["scores"]) for d in of("evaluation_result", activity_year=2021)]
    assert sum(t >= 9000 for t in totals) == 9
    assert sum(8000 <= t < 9000 for t in totals) == 24
    assert sum(6000 <= t < 8000 for t in totals) == 3
    assert {9000, 8999, 8000, 7995} <= set(totals)


def test_rechecked_self_evaluations_are_those_of_the_evaluations():
    evaluated = of("evaluation_result", activity_year=2021, method="自评复核")
    filed = {d["subject"]["code"]: d for d in (*of("self_evaluation"), *of("department_self_evaluation"))}
    assert all(filed[d["subject"]["code"]]["review"] for d in evaluated)
    assert sum(d["review"] for d in filed.values()) == 60
    for result in evaluated:
        own = filed[result["subject"]["code"]]
        assert fen(own["funds"][0]["adjusted"]) == fen(result["amount"])


def test_execution_looks_like_a_real_year():
    rates = [Decimal(d["claimed_execution_rate"].rstrip("%")) for d in of("self_evaluation")]
    assert sum(r == 100 for r in rates) > 100
    assert 1 <= sum(r == 0 for r in rates) <= 12
    assert any(35 <= r < 60 for r in rates) and any(60 <= r < 80 for r in rates)
