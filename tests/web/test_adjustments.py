"""Goals adjusted with the budget: which lines lack it, before and after, lowering that comes too late."""

import pytest
from django.urls import reverse
from register_files import PROJECT_HEADS, PROJECTS, REGISTERS, write_csv

from wenxiao.core.parameters import Parameter, ParameterSet, Value
from wenxiao.web.filings import services
from wenxiao.web.goals.adjustments import NO_DAY, compare
from wenxiao.web.registers.importing import preview, write
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db
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
