"""Goals adjusted with the budget: which lines lack it, before and after, lowering that comes too late."""

import copy

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from register_files import PROJECT_HEADS, PROJECTS, REGISTERS, write_csv

from wenxiao.core.parameters import Parameter, ParameterSet, Value
from wenxiao.web.filings import services
from wenxiao.web.filings.effective import effective_content
from wenxiao.web.filings.models import Filing
from wenxiao.web.goals.adjustments import NO_DAY, compare
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.importing import preview, write
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db
WAY = [
    ("unit_filer", "submit"), ("unit_reviewer", "unit_pass"), ("department_reviewer", "department_pass"),
    ("business_section", "business_pass"), ("performance_section", "adopt"),
]  # fmt: skip
LINE_HEADS = (
    "预算年度",
    "预算单位代码",
    "项目编码",
    "项目名称",
    "年初批复数",
    "调整数",
    "变动后预算数",
    "调整日期",
)
LINES = [
    (2021, "361001", "P1", "甲", "100", "-20", "80", "2021-06-01"), (2021, "361002", "P2", "乙", "200", "", "200", ""),
    (2021, "205001", "P3", "丙", "400", "0", "400", ""),
]  # fmt: skip


@pytest.fixture
def filing(people, tree, tmp_path):
    for register, heads, rows in (("projects", PROJECT_HEADS, PROJECTS), ("budget_lines", LINE_HEADS, LINES)):
        write(
            preview(
                REGISTERS[register], write_csv(tmp_path / f"{register}.csv", heads, rows), tree["district"]
            ),
            None,
            tree["district"],
        )
    rows = [
        ("门诊人次", "≥100人次", "≥50人次"), ("平均费用", "≤80元", "≤90元"), ("患者满意度", "≥90%", "≥95%"),
    ]  # fmt: skip
    content = {
        "form": "goal_adjustment", "jurisdiction": "990112", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "project", "code": "P1", "name": "甲"}, "department": "区卫生健康局", "unit": "第一人民医院",
        "cause": "预算调整", "applied_on": "2021-10-08", "funds": [{"line": "total", "before": "100", "after": "80"}],
        "indicators": [
            {"level1": "产出指标", "level3": name, "change": "修改", "before_target": before, "target": after, "reason": "预算调减"}
            for name, before, after in rows
        ],
    }  # fmt: skip
    return services.create(people["unit_filer"], tree["clinic"], content)


def test_before_and_after_with_what_became_easier(filing):
    told = compare(filing)
    assert [(line.level3, line.before, line.after, line.lowered) for line in told.lines] == [
        ("门诊人次", "≥100人次", "≥50人次", True), ("平均费用", "≤80元", "≤90元", True), ("患者满意度", "≥90%", "≥95%", False),
    ]  # fmt: skip
    assert (told.late, told.sentence) == (None, NO_DAY)


@pytest.mark.parametrize(("until", "late"), [("09-30", True), ("10-08", False), ("10-07", True)])
def test_late_lowering_is_flagged_where_a_place_has_set_the_day(filing, monkeypatch, until, late):
    place = rulebook().catalog.place("990112")
    value = Value.model_validate(
        {"from": "2021-01-01", "value": until, "basis": "wenxiao-design", "status": "local_seen"}
    )
    own = Parameter(name="goal.lowering_until", label="截止日期", keyed_by="fiscal_year", values=(value,))
    monkeypatch.setitem(
        place.__dict__, "parameters", ParameterSet({**place.parameters, "goal.lowering_until": own})
    )
    told = compare(filing)
    assert told.late is late
    assert ("迟于规定的" in told.sentence) is late


def test_lists_the_lines_that_changed_and_whether_the_goal_did(filing, client, people):
    def visit(who, address, *args):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        return client.get(reverse(address, args=args))

    page = visit("unit_filer", "adjustments")
    assert [row.project for row in page.context["page"]] == ["P1"]
    assert "草稿" in page.content.decode()
    page = visit("performance_section", "adjustments")  # a draft is not shown to the bureau
    assert "目标还没有调整" in page.content.decode()
    side = visit("unit_filer", "adjustment", filing.pk).content.decode()
    assert "<del>≥100人次</del>" in side
    assert "<ins>≥50人次</ins>" in side
    assert visit("performance_section", "adjustment", filing.pk).status_code == 404
    assert visit("stranger", "adjustment", filing.pk).status_code == 404


def walk(filing, people):
    for role, step in WAY:
        filing = services.act(people[role], filing.pk, step, read_version=filing.version)
    return filing


@pytest.fixture
def visit(client, people):
    def go(who, address, *args, post=None):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        url = reverse(address, args=args)
        return client.get(url) if post is None else client.post(url, post, follow=True)

    return go


def test_from_the_changed_line_the_adjustment_begins_with_the_values_before(
    filing, visit, people, tree, goal
):
    services.act(people["unit_filer"], filing.pk, "cancel", read_version=1, opinion="由预算变动处另办")
    line = Row.objects.get(register="budget_lines", project="P1")
    assert "还没有审核通过的绩效目标" in visit("unit_filer", "adjustment_begin", line.pk).content.decode()
    assert visit("unit_filer", "adjustment_begin", line.pk, post={}).status_code == 403
    walk(services.create(people["unit_filer"], tree["clinic"], goal), people)
    assert visit("stranger", "adjustment_begin", line.pk).status_code == 404
    assert visit("performance_section", "adjustment_begin", line.pk, post={}).status_code == 403
    visit("unit_filer", "adjustment_begin", line.pk, post={})
    made = Filing.objects.get(form="goal_adjustment", state="draft")
    told = made.content
    assert (told["cause"], told["before_goal"]) == ("预算调整", "全年门诊1.2万人次")
    assert told["funds"][0] | {} == {
        "line": "total",
        "before": "0.01",
        "after": "0.008",
    }  # 100 元 and 80 元 in 万元
    assert [(r["level3"], r["before_target"], r["target"], r["before_weight"]) for r in told["indicators"]] == [
        ("门诊人次", "≥12000人次", "≥12000人次", "30"), ("候诊时间", "≤30分钟", "≤30分钟", "20"),
        ("服务覆盖率", "≥90%", "≥90%", "30"), ("患者满意度", "≥90%", "≥90%", "10"),
    ]  # fmt: skip
    again = visit("unit_filer", "adjustment_begin", line.pk, post={})  # a second click finds the first
    assert again.redirect_chain[-1][0] == reverse("filings:view", args=[made.pk])
    assert Filing.objects.filter(form="goal_adjustment").count() == 2


def test_what_was_adjusted_counts_in_the_self_evaluation(filing, visit, people, tree, goal):
    services.act(people["unit_filer"], filing.pk, "cancel", read_version=1, opinion="由预算变动处另办")
    adopted = walk(services.create(people["unit_filer"], tree["clinic"], goal), people)
    line = Row.objects.get(register="budget_lines", project="P1")
    visit("unit_filer", "adjustment_begin", line.pk, post={})
    made = Filing.objects.get(form="goal_adjustment", state="draft")
    told = copy.deepcopy(made.content)
    told["after_goal"] = "全年门诊8000人次"
    told["indicators"][0] |= {"target": "≥8000人次", "change": "修改", "reason": "预算调减"}
    told["indicators"][1] |= {"change": "删除", "reason": "不再考核"}
    told["indicators"].append({"level1": "产出指标", "level2": "质量指标", "level3": "诊断符合率", "target": "≥95%",
                               "weight": "20", "change": "新增", "reason": "替代"})  # fmt: skip
    services.save(people["unit_filer"], made.pk, told, read_version=1)
    assert effective_content(adopted) == adopted.content  # not before it is adopted
    before = visit(
        "unit_filer", "filings:new", "self_evaluation", post={"body": tree["clinic"].pk, "source": adopted.pk}
    )
    assert before.status_code == 200
    early = Filing.objects.get(form="self_evaluation")
    assert [r["target"] for r in early.content["indicators"]] == ["≥12000人次", "≤30分钟", "≥90%", "≥90%"]
    walk(Filing.objects.get(pk=made.pk), people)
    now = effective_content(adopted)
    assert now["annual_goal"] == "全年门诊8000人次"
    assert now["funds"][0]["annual"] == "0.008"
    assert [(r["level3"], r["target"]) for r in now["indicators"]] == [
        ("门诊人次", "≥8000人次"), ("服务覆盖率", "≥90%"), ("患者满意度", "≥90%"), ("诊断符合率", "≥95%"),
    ]  # fmt: skip
    assert now["indicators"][0]["data_source"] == "业务统计"  # what an adjustment does not ask stays
    assert (
        adopted.content["indicators"][0]["target"] == "≥12000人次"
    )  # what was adopted first stands as it was
    QuerySet(Event).filter(filing=early).delete()
    QuerySet(Filing).filter(pk=early.pk).delete()
    visit(
        "unit_filer", "filings:new", "self_evaluation", post={"body": tree["clinic"].pk, "source": adopted.pk}
    )
    begun = Filing.objects.get(form="self_evaluation")
    assert [r["target"] for r in begun.content["indicators"]] == ["≥8000人次", "≥90%", "≥90%", "≥95%"]
    page = visit("performance_section", "filings:view", adopted.pk).content.decode()
    assert "现行" in page
    assert "<ins>≥8000人次</ins>" in page
    visit("unit_filer", "adjustment_begin", line.pk, post={})  # a second adjustment starts from the first
    second = Filing.objects.get(form="goal_adjustment", state="draft")
    assert [r["before_target"] for r in second.content["indicators"]] == ["≥8000人次", "≥90%", "≥90%", "≥95%"]


def test_a_line_that_was_added_is_the_gates_matter_not_the_adjustments(filing, visit, tree, tmp_path):
    lines = [(2021, "361002", "P2", "乙", "0", "30", "30", "2021-06-01")]
    path = write_csv(tmp_path / "x.csv", (*LINE_HEADS, "资金性质"), [(*lines[0], "9")])
    write(preview(REGISTERS["budget_lines"], path, tree["district"]), None, tree["district"])
    added = Row.objects.get(register="budget_lines", project="P2", amount_fen=3000)
    listed = visit("performance_section", "adjustments").context["page"]
    assert {row.pk for row in listed} >= {added.pk}  # P2 had money before: this is an adjustment
    path = write_csv(
        tmp_path / "y.csv", LINE_HEADS, [(2021, "361002", "P2", "乙", "0", "200", "200", "2021-06-01")]
    )
    write(preview(REGISTERS["budget_lines"], path, tree["district"]), None, tree["district"])
    listed = visit("performance_section", "adjustments").context["page"]
    assert "P2" not in {row.project for row in listed}  # now all of it came in mid-year
