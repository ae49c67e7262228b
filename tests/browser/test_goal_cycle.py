"""The goal cycle beyond the form: gate and certificate, adjustment with the budget, a deadline that passes, phone, no script."""

import re
from datetime import date, datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.browser.test_look import axe_faults
from tests.browser.test_registers import table

from wenxiao.core.parameters import Parameter, ParameterSet, Value
from wenxiao.core.registers.reading import registers_of
from wenxiao.web.filings import overdue, services
from wenxiao.web.filings.models import Filing
from wenxiao.web.goals import gate
from wenxiao.web.registers.importing import preview, write
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
NO_SCRIPT = {"java_script_enabled": False}
PROJECTS = [
    ("预算年度", "项目编码", "项目名称", "预算单位代码", "项目属性", "项目类型"),
    (2021, "P1", "基层医疗服务能力提升", "361001", "延续项目", "经常性项目"),
]
HEADS = (
    "预算年度",
    "预算单位代码",
    "项目编码",
    "项目名称",
    "年初批复数",
    "调整数",
    "变动后预算数",
    "调整日期",
)
APPROVALS = (
    ("unit_reviewer", "单位审核通过"), ("department_reviewer", "部门审核通过"), ("business_section", "业务科审核通过"),
    ("performance_section", "审核通过"),
)  # fmt: skip
WAY = ("unit_filer", "submit"), ("unit_reviewer", "unit_pass"), ("department_reviewer", "department_pass"), (
    "business_section", "business_pass"), ("performance_section", "adopt")  # fmt: skip


@pytest.fixture
def place(monkeypatch, request):
    """The example district, which has adopted the gate."""
    monkeypatch.setenv(
        "WENXIAO_RULEBOOK", str(request.config.rootpath / "examples" / "district" / "rulebook")
    )
    rulebook.cache_clear()
    gate.terms_of.cache_clear()
    yield rulebook().catalog.place("990112")
    rulebook.cache_clear()
    gate.terms_of.cache_clear()


@pytest.fixture
def budget(place, people, tree, tmp_path):
    """One project with 120 万元; the function given registers its budget anew with a change (元)."""

    def register(change, day=""):
        after = 1_200_000 + change
        lines = [
            HEADS,
            (2021, "361001", "P1", "基层医疗服务能力提升", "1200000", str(change or ""), str(after), day),
        ]
        for name, rows in (("projects", PROJECTS), ("budget_lines", lines)):
            known = registers_of(rulebook().catalog, "990112")[name]
            path = table(tmp_path / f"{name}.csv", rows)
            write(preview(known, path, tree["district"]), None, tree["district"])

    register(0)
    return register


def new_goal(people, tree, goal):
    return services.create(people["unit_filer"], tree["clinic"], goal)


def adopt(filing, people):
    for role, step in WAY:
        filing = services.act(people[role], filing.pk, step, read_version=filing.version)
    return filing


def approve(page, words):
    page.goto("/desk/tasks/")
    page.get_by_role("link", name="审核", exact=True).first.click()
    page.get_by_role("button", name=words, exact=True).click()
    expect(page.locator(".told-success")).to_contain_text(words)


def test_no_goal_no_money_then_adopted_certified_and_checked(enter, budget, people, tree, goal):
    new_goal(people, tree, goal)  # a draft: for the bureau there is no goal yet
    page = enter("performance_section")
    page.goto("/goals/gate/")
    row = page.locator("table.dense tbody tr").filter(has_text="P1")
    expect(row).to_contain_text("不予安排")
    expect(row).to_contain_text("没有报送绩效目标")
    filer = enter("unit_filer")
    filer.goto(f"/filings/{Filing.objects.get().pk}/send/")
    filer.get_by_role("button", name="提交审核").click()
    expect(filer.locator("main")).to_contain_text("待单位审核")
    page.reload()
    expect(row).to_contain_text("绩效目标还是“待单位审核”")
    for role, words in APPROVALS:
        approve(enter(role), words)
    page.reload()
    expect(row).to_contain_text("可以安排")
    row.get_by_role("checkbox").check()
    page.get_by_role("button", name="出具证明").click()
    expect(page.locator("h1")).to_have_text("绩效目标审核情况证明")
    number = re.search(r"编号：(990112-2021-\d{6})", page.locator("main").inner_text())[1]
    assert not axe_faults(page)
    unit = enter("unit_filer")
    unit.goto("/goals/certificates/")
    unit.get_by_label("编号或项目").fill(number)
    unit.get_by_role("button", name="查询").click()
    unit.get_by_role("link", name=number).click()
    expect(unit.locator("main")).to_contain_text("证明没有被改动，现在的情况与出具时相同。")
    budget(-200_000, "2021-06-01")
    unit.reload()
    expect(unit.locator("main")).to_contain_text("出具之后预算数有变化；请重新出具后再用。")


def test_the_budget_is_adjusted_and_the_goal_with_it(enter, budget, place, people, tree, goal, monkeypatch):
    value = Value.model_validate(
        {"from": "2021-01-01", "value": "09-30", "basis": "wenxiao-design", "status": "local_seen"}
    )
    until = Parameter(name="goal.lowering_until", label="截止日期", keyed_by="fiscal_year", values=(value,))
    monkeypatch.setitem(
        place.__dict__, "parameters", ParameterSet({**place.parameters, "goal.lowering_until": until})
    )
    adopt(new_goal(people, tree, goal), people)
    budget(-200_000, "2021-10-08")
    page = enter("unit_filer", **NO_SCRIPT)  # the grid of the form has tests of its own
    page.goto("/goals/adjustments/")
    page.get_by_role("link", name="目标还没有调整").click()
    expect(page.locator("main")).to_contain_text("预算由年初 120.00 万元调整为 100.00 万元")
    page.get_by_role("button", name="调整绩效目标").click()
    expect(page.locator('[name="indicators[0].before_target"]')).to_have_value("≥12000人次")
    expect(page.locator('[name="funds.total.before"]')).to_have_value("120")
    expect(page.locator('[name="funds.total.after"]')).to_have_value("100")
    page.locator('[name="applied_on"]').fill("2021-10-12")
    page.locator('[name="indicators[0].target"]').fill("≥8000人次")
    page.locator('[name="indicators[0].reason"]').fill("预算调减，门诊用房推迟启用")
    page.get_by_role("button", name="保存草稿").click()
    page.goto(f"/filings/{Filing.objects.get(form='goal_adjustment').pk}/send/")
    for box in page.locator("textarea[name^='explain:']").all():
        box.fill("预算调减")
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator("main")).to_contain_text("待单位审核")
    reviewer = enter("unit_reviewer")
    reviewer.get_by_role("link", name="审核", exact=True).click()
    reviewer.get_by_role("link", name="调整前后对照").click()
    expect(reviewer.locator("main")).to_contain_text("过晚下调")
    expect(reviewer.locator("main")).to_contain_text("迟于规定的2021年9月30日")
    changed = reviewer.locator("tr").filter(has_text="门诊人次")
    expect(changed.locator("del")).to_have_text("≥12000人次")
    expect(changed.locator("ins")).to_have_text("≥8000人次")
    expect(changed).to_contain_text("下调")
    for role, words in APPROVALS:
        approve(enter(role), words)
    page.goto(f"/filings/{Filing.objects.get(form='project_goal').pk}/")
    expect(page.locator("main")).to_contain_text("下面是现行目标")
    page.goto("/filings/forms/self_evaluation/new/")
    page.get_by_label("从已有的表带入").select_option(
        label="2021 年度 基层医疗服务能力提升（项目支出绩效目标申报表）"
    )
    page.get_by_role("button", name="建立草稿").click()
    expect(page.locator('[name="indicators[0].target"]')).to_have_value("≥8000人次")


def test_a_deadline_passes(enter, people, tree, goal, monkeypatch):
    def clock(day):
        moment = datetime(day.year, day.month, day.day, 10, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: moment)
        overdue._ASKED.clear()

    clock(date(2021, 7, 1))
    filing = new_goal(people, tree, goal)
    services.act(people["unit_filer"], filing.pk, "submit", read_version=1)  # Thursday: due on 8 July
    clock(date(2021, 7, 12))
    page = enter("unit_reviewer")
    expect(page.locator("main")).to_contain_text("逾期 4 天")
    page.get_by_role("link", name=re.compile("条新通知")).click()
    expect(page.locator("main")).to_contain_text("办理期限（2021年7月8日）已过")
    page.get_by_role("link", name=re.compile("办理期限（2021年7月8日）已过")).click()
    page.get_by_role("button", name="单位审核通过", exact=True).click()
    expect(page.locator(".told-success")).to_contain_text("单位审核通过")
    page.get_by_role("link", name="流程").click()
    expect(page.locator("main")).to_contain_text("逾期办理")
    expect(page.locator("main")).to_contain_text("期限2021年7月8日，晚 4 天")
    assert not axe_faults(page)
    bureau = enter("performance_section")
    bureau.goto("/filings/forms/project_goal/")
    bureau.get_by_text("整体延长这张表的期限").click()
    bureau.get_by_label("期限都延长到").fill("2021-08-31")
    bureau.get_by_label("理由").fill("系统停机三天")
    bureau.get_by_role("button", name="整体延长期限").click()
    expect(bureau.locator(".told-success")).to_contain_text("期限已延长到2021年8月31日")
    expect(bureau.locator("table.dense tbody")).to_contain_text("2021年8月31日")


def test_approving_on_a_phone(enter, people, tree, goal):
    filing = new_goal(people, tree, goal)
    services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    page = enter("unit_reviewer", **PHONE)
    page.get_by_role("link", name="审核", exact=True).tap()
    button = page.get_by_role("button", name="单位审核通过", exact=True)
    expect(button).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box = button.bounding_box()
    assert box["height"] >= 32
    assert box["x"] + box["width"] <= 390
    page.get_by_label("办理意见").fill("同意")
    button.tap()
    expect(page.locator(".told-success")).to_contain_text("单位审核通过")
    assert Filing.objects.get().state == "department_review"
    assert not axe_faults(page)


def test_approving_and_asking_for_a_waiver_without_script(enter, people, tree, goal):
    rows = [
        *goal["indicators"][:2],
        {**goal["indicators"][2], "weight": "40"},
    ]  # no satisfaction: must be explained
    filing = new_goal(people, tree, goal | {"indicators": rows})
    page = enter("unit_filer", **NO_SCRIPT)
    page.goto(f"/filings/{filing.pk}/send/")
    asked = page.locator("section.part").filter(has=page.locator("textarea[name^='explain:']"))
    count = asked.count()
    assert count
    for _ in range(count):
        open_one = page.locator("details.waive").first
        open_one.locator("summary").click()
        open_one.locator("textarea").fill("内部管理类项目，没有服务对象")
        open_one.get_by_role("button", name="申请豁免").click()
        expect(page.locator(".told-success")).to_contain_text("豁免申请已送出")
    bureau = enter("performance_section", **NO_SCRIPT)
    bureau.goto("/desk/tasks/")
    bureau.get_by_role("link", name=f"{count} 条豁免申请待批准").click()
    for _ in range(count):
        bureau.get_by_label("意见（必填）").first.fill("情况属实")
        bureau.get_by_role("button", name="批准豁免").first.click()
        expect(bureau.locator(".told-success")).to_contain_text("已批准")
    page.goto(f"/filings/{filing.pk}/send/")
    expect(page.locator("main")).to_contain_text("已豁免")
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator("main")).to_contain_text("待单位审核")
    reviewer = enter("unit_reviewer", **NO_SCRIPT)
    reviewer.get_by_role("link", name="审核", exact=True).click()
    reviewer.get_by_role("link", name=re.compile("疑点")).click()
    expect(reviewer.locator("main")).to_contain_text("情况属实")
    reviewer.goto("/desk/tasks/")
    reviewer.get_by_role("checkbox", name="勾选第 1 行").check()
    reviewer.get_by_role("button", name="批量通过").click()
    expect(reviewer.locator(".told-success")).to_contain_text("已办理 1 条")
    assert Filing.objects.get().state == "department_review"


def test_money_added_in_mid_year_is_shown_apart(enter, budget, people, tree, goal, tmp_path):
    lines = [HEADS, (2021, "361002", "P1", "基层医疗服务能力提升", "0", "300000", "300000", "2021-06-18")]
    known = registers_of(rulebook().catalog, "990112")["budget_lines"]
    write(preview(known, table(tmp_path / "more.csv", lines), tree["district"]), None, tree["district"])
    new_goal(people, tree, goal)
    page = enter("performance_section")
    page.goto("/goals/gate/")
    expect(page.locator("main")).to_contain_text("先报目标、再安排资金")
    page.get_by_role("link", name=re.compile("年中追加")).click()
    expect(page.locator("table.dense tbody tr")).to_have_count(1)
    page.locator("table.dense tbody tr").get_by_role("checkbox").check()
    page.get_by_role("button", name="出具证明").click()
    expect(page.locator("h1")).to_have_text("年中追加预算绩效目标审核情况证明")
    expect(page.locator("main")).to_contain_text("不予安排")
