"""The goal cycle in a real browser: by page, by Excel, by paste; live findings, return, mend, pass."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from wenxiao.exchange.xlsx.write import write_workbook
from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db(transaction=True)
BLOCK = "\n".join(
    "\t".join(row)
    for row in (
        ("产出指标", "数量指标", "门诊人次", "", "≥12000人次", "", "30", "业务统计", ""),
        ("产出指标", "时效指标", "候诊时间", "", "≤30分钟", "", "20", "业务统计", ""),
        ("效益指标", "社会效益指标", "服务覆盖率", "", "≥90%", "", "30", "业务统计", ""),
        ("满意度指标", "服务对象满意度指标", "患者满意度", "", "≥90%", "", "10", "问卷", ""),
    )
)
PASTE = """(text) => {
  const data = new DataTransfer(); data.setData('text/plain', text);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', {clipboardData: data, bubbles: true, cancelable: true}));
}"""


@pytest.fixture
def draft(people, tree, goal):
    return services.create(people["unit_filer"], tree["clinic"], goal)


def cell(page, section, row, column):
    grid = page.locator(f"#part-{section} .wx-grid")
    return grid.locator(".tabulator-row").nth(row).locator(f'[tabulator-field="{column}"]')


def stored(filing):
    return Filing.objects.get(pk=filing.pk)


def saved(page):
    expect(page.locator("#saved")).to_contain_text("已自动保存", timeout=15_000)


def test_by_page_and_paste_through_all_five_desks(enter, tree):
    page = enter("unit_filer")
    page.goto("/filings/forms/project_goal/new/")
    page.get_by_label("对象名称").fill("门诊服务能力提升")
    page.get_by_role("button", name="建立草稿").click()
    expect(page.locator("#rail")).to_contain_text("必改")
    page.locator('[name="funds.total.annual"]').fill("120")
    page.get_by_label("年度总体目标").fill("全年门诊1.2万人次")
    cell(page, "indicators", 0, "level1").click()
    page.evaluate(PASTE, BLOCK)
    expect(page.locator("#part-indicators .sums")).to_have_text("分值合计 90应为 90 分或 100 分")
    expect(page.locator("#rail")).to_contain_text("没有疑点", timeout=15_000)
    saved(page)
    page.get_by_role("button", name="提交审核…").click()
    expect(page.locator("main")).to_contain_text("单位审核人（unit_reviewer）")
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator("main")).to_contain_text("待单位审核")
    filing = Filing.objects.get()
    assert [r["target"] for r in filing.content["indicators"]] == ["≥12000人次", "≤30分钟", "≥90%", "≥90%"]
    for role, words in (
        ("unit_reviewer", "单位审核通过"), ("department_reviewer", "部门审核通过"),
        ("business_section", "业务科审核通过"), ("performance_section", "审核通过"),
    ):  # fmt: skip
        page = enter(role)
        page.get_by_role("link", name="审核", exact=True).click()
        page.get_by_role("button", name=words, exact=True).click()
        expect(page.locator(".told-success")).to_contain_text(words)
    assert stored(filing).state == "adopted"


def test_findings_stand_beside_the_field_while_typing(enter, draft):
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/edit/")
    cell(page, "indicators", 0, "target").click()
    page.keyboard.press("Delete")
    marked = cell(page, "indicators", 0, "target")
    expect(page.locator("#part-indicators .wx-said-error").first).to_be_visible(timeout=15_000)
    assert "指标值" in marked.get_attribute("title")
    page.locator('[name="subject.name"]').fill("")
    expect(page.locator('[data-said="subject.name"]')).to_contain_text("必填", timeout=15_000)
    page.locator('[name="subject.name"]').fill("基层医疗服务能力提升")
    expect(page.locator('[data-said="subject.name"]')).to_be_empty(timeout=15_000)


def test_returned_mended_and_sent_again(enter, draft, people):
    services.act(people["unit_filer"], draft.pk, "submit", read_version=1)
    page = enter("unit_reviewer")
    page.get_by_role("link", name="审核", exact=True).click()
    page.get_by_role("button", name="退回修改").click()
    expect(page.locator(".told-error")).to_contain_text("填写意见")
    page.get_by_label("办理意见").fill("候诊时间定得太长")
    page.get_by_role("button", name="退回修改").click()
    page = enter("unit_filer")
    page.get_by_role("link", name="修改后再提交").click()
    expect(page.locator("main")).to_contain_text("候诊时间定得太长")
    cell(page, "indicators", 1, "target").click()
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    page.keyboard.type("≤20分钟")
    page.keyboard.press("Enter")
    saved(page)
    page.get_by_role("link", name="查看").click()
    expect(page.locator("del")).to_contain_text(["删去的", "≤30分钟"])
    expect(page.locator("ins")).to_contain_text(["新写的", "≤20分钟"])
    assert stored(draft).working["indicators"][1]["target"] == "≤20分钟"


def test_by_excel_and_a_bad_workbook_changes_nothing(enter, draft, goal, tmp_path):
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/edit/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="下载这张表").click()
    ours = tmp_path / "ours.xlsx"
    waiting.value.save_as(ours)
    assert any("门诊人次" in str(c.value) for row in load_workbook(ours).active.iter_rows() for c in row)
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(b"PK\x03\x04 not a workbook")
    page.get_by_label("用 Excel 填").set_input_files(bad)
    page.get_by_role("button", name="上传填好的工作簿").click()
    expect(page.locator(".told-error")).to_contain_text("没有导入，原来的内容没有变动")
    assert stored(draft).version == 1
    better = tmp_path / "better.xlsx"
    form = rulebook().catalog.place("cn").forms["project_goal"]
    write_workbook([goal | {"annual_goal": "由工作簿写的目标"}], [form], better)
    page.get_by_label("用 Excel 填").set_input_files(better)
    page.get_by_role("button", name="上传填好的工作簿").click()
    expect(page.locator(".told-success")).to_contain_text("已导入")
    assert stored(draft).content["annual_goal"] == "由工作簿写的目标"
    assert len(stored(draft).content["indicators"]) == 4


def test_two_editors_see_both_versions_and_nothing_is_overwritten(enter, draft):
    first, second = enter("unit_filer"), enter("unit_filer")
    for page in (first, second):
        page.goto(f"/filings/{draft.pk}/edit/")
    first.get_by_label("年度总体目标").fill("甲写的目标")
    saved(first)
    second.get_by_label("年度总体目标").fill("乙写的目标")
    expect(second.locator("#saved")).to_contain_text("由他人保存", timeout=15_000)
    assert stored(draft).content["annual_goal"] == "甲写的目标"
    second.get_by_role("button", name="保存草稿").click()
    expect(second.locator("main")).to_contain_text("甲写的目标")
    expect(second.locator("main")).to_contain_text("乙写的目标")
    second.get_by_role("button", name="按所选合并保存").click()
    expect(second.locator(".told-success")).to_contain_text("合并")
    assert stored(draft).content["annual_goal"] == "乙写的目标"


def test_a_killed_tab_loses_nothing(enter, draft):
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/edit/")
    page.wait_for_timeout(500)
    context = page.context
    context.set_offline(True)  # the last words cannot be sent any more
    page.get_by_label("年度总体目标").fill("还没来得及存的话")
    page.close(run_before_unload=False)
    context.set_offline(False)
    assert stored(draft).content["annual_goal"] == "全年门诊1.2万人次"
    again = context.new_page()
    again.goto(f"/filings/{draft.pk}/edit/")
    again.get_by_role("button", name="恢复这些内容").click()
    expect(again.get_by_label("年度总体目标")).to_have_value("还没来得及存的话")
    saved(again)
    assert stored(draft).content["annual_goal"] == "还没来得及存的话"


def test_keyboard_only(enter, draft):
    """From the top of the page through fields and the grid to the submitted form, without the mouse."""
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/edit/")
    expect(page.locator("#part-indicators .tabulator-row")).to_have_count(5)

    def tab_to(condition):
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate(
                f"(() => {{ const at = document.activeElement; return Boolean({condition}); }})()"
            ):
                return
        raise AssertionError(f"没有用 Tab 键走到 {condition}")

    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    tab_to("at.name === 'annual_goal'")
    page.keyboard.press("Control+A")
    page.keyboard.type("只用键盘写的目标")
    tab_to("at.closest('#part-indicators .wx-grid-frame')")
    page.keyboard.press("ArrowDown")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Delete")
    page.keyboard.press("Enter")
    page.keyboard.type("≤25分钟")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text("增加行")
    saved(page)
    tab_to("at.textContent === '提交审核…'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/send/")
    told = stored(draft).content
    assert told["annual_goal"] == "只用键盘写的目标"
    assert told["indicators"][1]["target"] == "≤25分钟"
    tab_to("at.textContent.trim() === '提交审核'")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("待单位审核")
    assert stored(draft).state == "unit_review"
