"""Pages of a filing by direct requests: filed, checked, sent, returned, mended, passed; without JavaScript."""

import pytest
from django.urls import reverse

from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing

pytestmark = pytest.mark.django_db


def address(name, filing, **more):
    return reverse(f"filings:{name}", kwargs={"pk": filing.pk, **more})


@pytest.fixture
def filing(people, tree, goal):
    return services.create(people["unit_filer"], tree["clinic"], goal)


@pytest.fixture
def as_role(client, people):
    def become(role):
        client.force_login(people[role])
        return client

    return become


def test_a_new_goal_is_started_filled_and_sent_without_javascript(as_role, tree):
    client = as_role("unit_filer")
    client.post("/year/", {"year": "2026"})
    page = client.post(
        reverse("filings:new", args=["project_goal"]),
        {"body": tree["clinic"].pk, "name": "门诊楼修缮", "code": "P9"},
    )
    filing = Filing.objects.get()
    assert page.url == address("edit", filing)
    html = client.get(page.url).content.decode()
    assert 'name="indicators[0].target"' in html
    told = {
        "version": "1", "subject.name": "门诊楼修缮", "funds.total.annual": "80", "annual_goal": "修缮 2 层",
        "indicators[0].level1": "产出指标", "indicators[0].level2": "数量指标", "indicators[0].level3": "修缮面积",
        "indicators[0].target": "≥1200平方米", "indicators[0].weight": "60", "indicators[1].level1": "",
        "indicators[2].level1": "效益指标", "indicators[2].level2": "社会效益指标", "indicators[2].level3": "就诊环境改善率",
        "indicators[2].target": "≥90%", "indicators[2].weight": "30",
    }  # fmt: skip
    client.post(address("edit", filing), told)
    filing.refresh_from_db()
    assert [row["level3"] for row in filing.content["indicators"]] == ["修缮面积", "就诊环境改善率"]
    assert filing.content["funds"] == [
        {"line": "total", "annual": "80", "period_amount": None}
    ] or filing.content["funds"] == [{"line": "total", "annual": "80"}]
    assert filing.amount_fen == 80_000_000
    assert filing.version == 2


def test_the_check_page_says_who_gets_it_and_sends(as_role, filing):
    client = as_role("unit_filer")
    html = client.get(address("send", filing)).content.decode()
    assert "单位审核人（unit_reviewer）" in html
    client.post(address("send", filing), {"version": filing.version})
    filing.refresh_from_db()
    assert filing.state == "unit_review"


def test_errors_stop_sending_but_not_saving(as_role, filing):
    client = as_role("unit_filer")
    client.post(
        address("edit", filing),
        {"version": "1", "indicators[0].level3": "门诊人次", "indicators[0].target": ""},
    )
    filing.refresh_from_db()
    assert filing.errors > 0
    answer = client.post(address("send", filing), {"version": filing.version})
    assert answer.status_code == 422
    assert "必须改正" in answer.content.decode()
    filing.refresh_from_db()
    assert filing.state == "draft"


def test_live_check_judges_what_is_on_the_page_and_saves_nothing(as_role, filing):
    client = as_role("unit_filer")
    answer = client.post(
        address("check", filing), {"indicators[0].level3": "门诊人次", "indicators[0].target": ""}
    )
    assert 'data-at="indicators[0].target"' in answer.content.decode()
    filing.refresh_from_db()
    assert filing.version == 1


def test_a_return_shows_what_changed_since(as_role, people, filing):
    services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    client = as_role("unit_reviewer")
    refused = client.post(
        address("step", filing), {"version": "2", "step": "unit_return", "opinion": " "}, follow=True
    )
    assert "填写意见" in refused.content.decode()
    client.post(address("step", filing), {"version": "2", "step": "unit_return", "opinion": "人次定得太低"})
    client = as_role("unit_filer")
    assert "人次定得太低" in client.get(address("edit", filing)).content.decode()
    client.post(address("edit", filing), {"version": "3", "annual_goal": "全年门诊1.5万人次"})
    html = client.get(address("view", filing)).content.decode()
    assert "<del>全年门诊1.2万人次</del>" in html
    assert "<ins>全年门诊1.5万人次</ins>" in html


def test_a_second_writer_sees_both_versions_and_merges(as_role, people, filing, goal):
    services.save(people["unit_filer"], filing.pk, goal | {"annual_goal": "他人写的"}, read_version=1)
    client = as_role("unit_filer")
    automatic = client.post(
        address("edit", filing), {"version": "1", "annual_goal": "我写的"}, headers={"X-Wenxiao": "autosave"}
    )
    assert automatic.status_code == 409
    page = client.post(address("edit", filing), {"version": "1", "annual_goal": "我写的", "owner": "王五"})
    html = page.content.decode()
    assert page.status_code == 409
    assert "他人写的" in html
    assert "我写的" in html
    filing.refresh_from_db()
    assert filing.content["annual_goal"] == "他人写的"
    mine = page.context["mine"]
    client.post(
        address("merge", filing),
        {"version": "2", "mine": mine, "take:annual_goal": "theirs", "take:owner": "mine"},
    )
    filing.refresh_from_db()
    assert (filing.content["annual_goal"], filing.content["owner"]) == ("他人写的", "王五")


def test_every_tab_opens_for_filer_and_reviewer(as_role, people, filing):
    services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    for role in ("unit_filer", "unit_reviewer", "department_reviewer", "performance_section", "observer"):
        client = as_role(role)
        for tab in ("content", "findings", "scores", "attachments", "flow", "versions"):
            assert client.get(address("view", filing), {"tab": tab}).status_code == 200, (role, tab)


def test_reviewers_do_not_see_a_draft_and_others_nothing_at_all(as_role, filing):
    seen = {r: as_role(r).get(address("view", filing)).status_code for r in
            ("unit_filer", "unit_reviewer", "department_reviewer", "performance_section", "stranger", "expert")}  # fmt: skip
    assert seen == {
        "unit_filer": 200, "unit_reviewer": 200, "department_reviewer": 404, "performance_section": 404, "stranger": 404,
        "expert": 404,
    }  # fmt: skip
