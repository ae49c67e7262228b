"""The grid of a table: what people's fingers know from Excel and WPS, and that nothing lands in a wrong cell."""

import pytest
from playwright.sync_api import expect
from tests.browser.test_journeys import PASTE, cell, stored

from wenxiao.web.filings import services

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(people, tree, goal):
    return services.create(people["unit_filer"], tree["clinic"], goal)


@pytest.fixture
def page(enter, draft):
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/edit/")
    expect(page.locator("#part-indicators .tabulator-row")).to_have_count(5)  # four and an empty one
    return page


def keep(page):
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator(".told-success")).to_contain_text("已保存为第")


def targets(draft):
    return [row.get("target") for row in stored(draft).content["indicators"]]


def names(draft):
    return [row.get("level3") for row in stored(draft).content["indicators"]]


def test_a_cell_chosen_far_down_the_page_is_the_one_that_is_written(page, draft, goal):
    """The library draws itself anew when the table is first seen; the chosen cell must not change by it."""
    before = [row["target"] for row in goal["indicators"]]
    cell(page, "indicators", 2, "target").click()
    page.set_viewport_size({"width": 1200, "height": 700})  # another reason to draw anew
    page.keyboard.type("≥93%")
    page.keyboard.press("Enter")
    keep(page)
    assert targets(draft) == [*before[:2], "≥93%", *before[3:]]


def test_enter_goes_down_and_tab_goes_right(page, draft, goal):
    cell(page, "indicators", 0, "target").click()
    page.keyboard.type("≥1")
    page.keyboard.press("Enter")
    page.keyboard.type("≤2")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # not writing: on to the next thing on the page
    expect(page.locator("#part-indicators .wx-grid :focus")).to_have_count(0)
    keep(page)
    assert targets(draft)[:2] == ["≥1", "≤2"]


def test_tab_while_writing_stays_in_the_row(page, draft):
    cell(page, "indicators", 3, "weight").click()
    page.keyboard.type("9")
    page.keyboard.press("Tab")
    page.keyboard.type("问卷二")
    page.keyboard.press("Enter")
    keep(page)
    row = stored(draft).content["indicators"][3]
    assert (str(row["weight"]), row["data_source"]) == ("9", "问卷二")


def test_escape_keeps_the_old_value_and_then_leaves(page, draft, goal):
    cell(page, "indicators", 1, "target").click()
    page.keyboard.type("写错了")
    page.keyboard.press("Escape")
    expect(cell(page, "indicators", 1, "target")).to_have_text(goal["indicators"][1]["target"])
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_text("增加行")


def test_fill_down_and_undo(page, draft, goal):
    before = [row["target"] for row in goal["indicators"]]
    cell(page, "indicators", 0, "target").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Control+d")
    expect(cell(page, "indicators", 2, "target")).to_have_text(before[0])
    page.keyboard.press("Control+z")
    expect(cell(page, "indicators", 2, "target")).to_have_text(before[2])
    expect(cell(page, "indicators", 1, "target")).to_have_text(before[1])


def test_rows_are_put_in_between_and_taken_away(page, draft, goal):
    before = [row["level3"] for row in goal["indicators"]]
    part = page.locator("#part-indicators")
    cell(page, "indicators", 1, "level3").click()
    part.get_by_role("button", name="在上方插入一行").click()
    page.keyboard.type("新来的指标")
    page.keyboard.press("Enter")
    keep(page)
    assert names(draft) == [before[0], "新来的指标", *before[1:]]
    cell(page, "indicators", 0, "level3").click()
    part.get_by_role("button", name="删除所选的行").click()
    expect(cell(page, "indicators", 0, "level3")).to_have_text("新来的指标")
    part.get_by_role("button", name="撤销").click()
    expect(cell(page, "indicators", 0, "level3")).to_have_text(before[0])
    keep(page)
    assert names(draft) == [before[0], "新来的指标", *before[1:]]


def test_who_goes_to_another_field_while_writing_stays_there(page, draft):
    cell(page, "indicators", 2, "target").click()
    page.keyboard.type("≥97%")
    page.locator('[name="annual_goal"]').click()
    page.keyboard.press("Control+a")
    page.keyboard.type("写在目标里的话")
    keep(page)
    assert stored(draft).content["annual_goal"] == "写在目标里的话"
    assert targets(draft)[2] == "≥97%"


def test_paste_begins_at_the_chosen_cell_and_the_sum_runs_along(page, draft):
    cell(page, "indicators", 2, "weight").click()
    page.evaluate(PASTE, "1\t表一\n2.05\t表二\n3\t表三")
    # 30 + 20 stand above, 1 + 2.05 + 3 are pasted from the third row on
    expect(page.locator("#part-indicators .sums b")).to_have_text("56.05")
    expect(page.locator("#part-indicators .sums small")).to_have_text("应为 90 分或 100 分")
    keep(page)
    rows = stored(draft).content["indicators"]
    assert [str(r.get("weight")) for r in rows] == ["30", "20", "1", "2.05", "3"]
    assert [r.get("data_source") for r in rows][2:] == ["表一", "表二", "表三"]


def test_an_offered_row_goes_to_the_end(page, draft):
    page.evaluate("""() => document.dispatchEvent(new CustomEvent('wx-add-row', {detail: {section: 'indicators',
      values: {level1: '产出指标', level3: '推荐的指标', target: '≥5次'}}}))""")
    expect(cell(page, "indicators", 4, "level3")).to_have_text("推荐的指标")
    keep(page)
    assert names(draft)[4] == "推荐的指标"


def test_chinese_is_composed_from_its_first_key(page, draft):
    """An input method composes only where a caret stands: the words appear over the cell and then in it."""
    cell(page, "indicators", 0, "data_source").click()
    page.wait_for_function("document.activeElement.classList.contains('wx-catcher')")
    keys = page.context.new_cdp_session(page)
    keys.send("Input.imeSetComposition", {"text": "men", "selectionStart": 3, "selectionEnd": 3})
    expect(page.locator("#part-indicators .wx-catcher")).to_have_attribute("data-composing", "")
    expect(cell(page, "indicators", 0, "data_source")).to_have_text("业务统计")
    keys.send("Input.insertText", {"text": "门诊台账"})
    expect(page.locator("#part-indicators .tabulator-editing input")).to_have_value("门诊台账")
    page.keyboard.press("Enter")
    keep(page)
    assert stored(draft).content["indicators"][0]["data_source"] == "门诊台账"


def test_a_chosen_block_is_copied_as_excel_takes_it(page, draft):
    cell(page, "indicators", 0, "target").click()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Shift+ArrowRight")
    told = page.evaluate("""() => {
      const data = new DataTransfer();
      document.activeElement.dispatchEvent(new ClipboardEvent('copy', {clipboardData: data, bubbles: true, cancelable: true}));
      return data.getData('text/plain');
    }""")
    assert told == "≥12000人次\t\n≤30分钟\t"
