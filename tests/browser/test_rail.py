"""The rail beside a form: a waiver is asked for from it, and what is typed there outlives its renewal."""

import copy

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import PASSWORD

from wenxiao.web.filings import services
from wenxiao.web.filings.models import Waiver

pytestmark = pytest.mark.django_db(transaction=True)
REASON = "上级统一口径，没有数值"


@pytest.fixture
def draft(people, tree, goal):
    """A goal with one target that has no number: it must be explained or waived."""
    vague = copy.deepcopy(goal)
    vague["indicators"][0]["target"] = "效果明显"
    return services.create(people["unit_filer"], tree["clinic"], vague)


def vague(page):
    return page.locator("#rail li").filter(has_text="效果明显").filter(has_text="须说明").first


def opened(page):
    item = vague(page)
    item.locator("summary", has_text="依据和办法").click()
    item.locator("summary", has_text="申请豁免").click()
    return item


def test_a_waiver_is_asked_for_from_the_rail_and_its_reason_outlives_the_next_check(enter, draft):
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/edit/")
    page.wait_for_load_state("networkidle")
    opened(page).get_by_label("申请豁免的理由").fill(REASON)
    with page.expect_response(lambda answer: "/check/" in answer.url):
        page.get_by_label("年度总体目标").fill("全年门诊1.3万人次")
    item = vague(page)
    expect(item.get_by_label("申请豁免的理由")).to_be_visible()
    expect(item.get_by_label("申请豁免的理由")).to_have_value(REASON)
    item.get_by_role("button", name="申请豁免").click()
    page.get_by_text("豁免申请已送出").wait_for()
    expect(page.locator("#rail")).to_contain_text(f"理由：{REASON}")
    expect(page.get_by_label("年度总体目标")).to_have_value("全年门诊1.3万人次")
    assert [waiver.reason for waiver in Waiver.objects.all()] == [REASON]


def test_without_scripts_the_waiver_is_asked_for_and_what_was_typed_is_saved(
    browser, site, draft, browser_context_args
):
    context = browser.new_context(**browser_context_args, base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("账号").fill("unit_filer")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.goto(f"/filings/{draft.pk}/edit/")
    page.get_by_label("年度总体目标").fill("全年门诊1.3万人次")
    item = opened(page)
    item.get_by_label("申请豁免的理由").fill(REASON)
    item.get_by_role("button", name="申请豁免").click()
    page.get_by_text("豁免申请已送出").wait_for()
    assert page.url.endswith("/edit/")
    expect(page.get_by_label("年度总体目标")).to_have_value("全年门诊1.3万人次")
    assert Waiver.objects.get().reason == REASON
    context.close()


def test_a_waiver_asked_from_an_old_version_shows_both_and_loses_nothing(enter, draft, people):
    page = enter("unit_filer")
    page.goto(f"/filings/{draft.pk}/edit/")
    page.wait_for_load_state("networkidle")
    services.save(people["unit_filer"], draft.pk, draft.working | {"annual_goal": "别人写的"}, read_version=1)
    item = opened(page)
    item.get_by_label("申请豁免的理由").fill(REASON)
    item.get_by_role("button", name="申请豁免").click()
    page.get_by_role("button", name="保存").first.wait_for()
    expect(page.locator("main")).to_contain_text("别人写的")
    assert not Waiver.objects.exists()
