"""The indicator library in a real browser: aids beside the row in focus, with and without scripts; proposing and deciding."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PASSWORD
from tests.browser.test_journeys import cell, saved

from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.indicators.cards import library_of
from wenxiao.web.indicators.models import SiteCard

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(people, tree, goal):
    """A goal about health records, whose second row is a card of the library."""
    rows = [
        *goal["indicators"][:1],
        {**goal["indicators"][1], "level3": "居民电子健康档案建档率", "target": "≥90%"},
    ]
    return services.create(people["unit_filer"], tree["clinic"], goal | {"field": "卫生", "indicators": rows})


@pytest.fixture
def plain(browser, browser_context_args, site):
    """A page without JavaScript, logged in as the unit's filer."""
    context = browser.new_context(**browser_context_args, base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("账号").fill("unit_filer")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    yield page
    context.close()


def test_the_aids_follow_the_row_in_focus_and_an_offer_becomes_a_row_of_the_grid(enter, draft):
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/edit/")
    aids = page.locator("#aids")
    expect(aids).to_contain_text("点到指标的一行")
    cell(page, "indicators", 1, "target").click()
    expect(aids).to_contain_text("第 2 行 居民电子健康档案建档率")
    expect(aids).to_contain_text("至少要 5 个、3 家才给出区间")
    expect(aids).to_contain_text("上年没有")
    cell(page, "indicators", 0, "target").click()
    expect(aids).to_contain_text("第 1 行 门诊人次")
    page.get_by_label("年度总体目标").fill("还没有保存的话，居民健康素养")
    page.get_by_label("年度总体目标").blur()
    offer = aids.locator(".offers li", has_text="居民健康素养水平")
    offer.get_by_role("button").click()
    expect(cell(page, "indicators", 2, "level3")).to_have_text("居民健康素养水平")
    expect(cell(page, "indicators", 2, "target")).to_have_text("")
    expect(offer).to_have_count(0)  # it is in the form now
    saved(page)
    content = Filing.objects.get(pk=draft.pk).content
    assert content["annual_goal"] == "还没有保存的话，居民健康素养"
    assert [row["level3"] for row in content["indicators"]] == [
        "门诊人次",
        "居民电子健康档案建档率",
        "居民健康素养水平",
    ]


def test_without_scripts_what_was_typed_is_saved_before_the_aids_are_shown(plain, draft):
    plain.goto(f"/filings/{draft.pk}/edit/")
    plain.get_by_label("年度总体目标").fill("还没有保存的话，居民健康素养")
    plain.locator('[name="indicators[0].target"]').fill("≥13000人次")
    plain.get_by_role("button", name="保存并查看参考").click()
    expect(plain.locator("main")).to_contain_text("第 1 行 门诊人次 ≥13000人次")
    plain.locator(".offers li", has_text="居民健康素养水平").get_by_role("button").click()
    expect(plain.get_by_role("status").first).to_contain_text("“居民健康素养水平”已加为一行")
    content = Filing.objects.get(pk=draft.pk).content
    assert content["annual_goal"] == "还没有保存的话，居民健康素养"
    assert [row["level3"] for row in content["indicators"]] == [
        "门诊人次",
        "居民电子健康档案建档率",
        "居民健康素养水平",
    ]
    expect(plain.locator('[name="indicators[2].level3"]')).to_have_value("居民健康素养水平")


def test_a_unit_proposes_and_the_performance_section_completes_merges_and_restores(enter, draft):
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/")
    page.get_by_role("link", name="把指标提给指标库").click()
    page.get_by_label("提出“门诊人次”").check()
    page.get_by_label("“门诊人次”的含义").fill("全年门诊诊疗的人次。")
    page.get_by_role("button", name="提出所勾选的").click()
    expect(page.locator(".told-success")).to_contain_text("已提出 1 个：门诊人次")
    section = enter("performance_section")
    section.goto("/indicators/")
    section.get_by_role("link", name="查看待批准的").click()
    section.get_by_role("link", name="门诊人次", exact=True).click()
    section.locator("summary", has_text="批准入库").click()
    section.locator("#c-formula").fill("全年门诊诊疗人次之和")
    section.locator("form", has=section.locator('[value="approve"]')).get_by_role("button").click()
    expect(section.locator(".told-success")).to_contain_text("“门诊人次”现在是“在用”")
    expect(section.locator("main")).to_contain_text("全年门诊诊疗人次之和")
    section.locator("summary", has_text="并入另一个指标").click()
    section.get_by_label("并入", exact=True).select_option(label="居民健康素养水平（卫生）")
    section.locator("form", has=section.locator('[value="merge"]')).get_by_role("button").click()
    expect(section.locator("main")).to_contain_text("已并入“居民健康素养水平”")
    assert library_of("990112").named("门诊人次").card.name == "居民健康素养水平"
    section.locator("summary", has_text="恢复使用").click()
    section.get_by_label("理由（必填）").fill("口径不同，分开用")
    section.locator("form", has=section.locator('[value="restore"]')).get_by_role("button").click()
    expect(section.locator("main")).to_contain_text("口径不同，分开用")
    assert (SiteCard.objects.get().state, SiteCard.objects.get().version) == ("active", 4)
    page.goto("/desk/notices/")
    expect(page.locator("main")).to_contain_text("您提出的指标“门诊人次”已办理“批准入库”")
