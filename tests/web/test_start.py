"""The start page: what each role of the rulebook must do today, counted by hand."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from test_boards import board, visit

from wenxiao.web.accounts.models import Appointment, User
from wenxiao.web.boards.answers import Asked
from wenxiao.web.boards.blocks import BLOCKS, blocks_for
from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

__all__ = ["board", "visit"]
pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def everyone(people, tree, monkeypatch):
    """One person a role of the rulebook."""
    monkeypatch.setattr("wenxiao.web.accounts.middleware._lacks_second_factor", lambda request: False)
    for role in rulebook().roles.values():
        if role.id not in people:
            people[role.id] = User.objects.create_user(role.id)
            Appointment.objects.create(user=people[role.id], role=role.id, body=tree["district"])
    return people


def told(user):
    return {block.name: block.told for block in blocks_for(Asked(user, 2021, TODAY()))}


def subjects(block):
    return [line["filing"].subject_name for line in block["lines"]]


def test_every_role_begins_with_blocks_that_exist(everyone):
    for role in rulebook().roles.values():
        assert role.start, role.id
        assert set(role.start) <= set(BLOCKS), role.id
        assert list(told(everyone[role.id])) == list(role.start)


@pytest.mark.parametrize("role", list(rulebook().roles))
def test_every_role_has_a_start_page(everyone, board, client, role):
    client.force_login(everyone[role])
    page = client.get("/")
    assert page.status_code == 200
    assert "今天" in page.content.decode()


def test_a_filer_sees_what_came_back_with_the_reason_what_is_due_and_what_is_lacking(
    everyone, tree, goal, board
):
    filer, reviewer = everyone["unit_filer"], everyone["unit_reviewer"]
    late = services.create(
        filer, tree["clinic"], goal | {"subject": {"kind": "project", "code": "D1", "name": "迟的"}}
    )
    services.create(
        filer, tree["clinic"], goal | {"subject": {"kind": "project", "code": "D2", "name": "早的"}}
    )
    back = services.create(
        filer, tree["clinic"], goal | {"subject": {"kind": "project", "code": "D3", "name": "退的"}}
    )
    services.act(filer, back.pk, "submit", read_version=1)
    services.act(reviewer, back.pk, "unit_return", read_version=2, opinion="人次定得太低。")
    services.extend(everyone["performance_section"], late.pk, TODAY() + timedelta(days=40), "单位申请。")
    blocks = told(filer)
    assert set(subjects(blocks["returned"])) == {"退的", "P1"}  # P1 stands returned on the board's own data
    line = next(x for x in blocks["returned"]["lines"] if x["filing"].pk == back.pk)
    assert line["filing"].opinion == "人次定得太低。"
    assert subjects(blocks["due"]) == ["早的", "迟的"]
    assert blocks["unfiled"]["total"] == 0  # the only budget of the unit, P1, has its goal
    assert blocks["sent"]["total"] == 0
    services.act(filer, late.pk, "submit", read_version=1)
    assert told(filer)["sent"]["states"] == [("待单位审核", 1)]
    assert subjects(told(reviewer)["review"]) == ["迟的"]


def test_a_project_without_goal_is_filed_from_the_start_page(everyone, board, client, visit):
    school = told(everyone["stranger"])["unfiled"]
    assert [(row.project, row.name) for row in school["rows"]] == [("P3", "丙")]
    visit("stranger", "home")
    row = school["rows"][0]
    answer = client.post(school["url"], {"body": row.body_id, "name": row.name, "code": row.project})
    made = Filing.objects.get(subject_code="P3")
    assert answer.url == reverse("filings:edit", args=[made.pk])
    # 400 元 in the budget is 0.04 万元 in the form; what the project is stands in the register as well.
    assert [(row["line"], row["annual"]) for row in made.content["funds"]] == [("total", "0.04")]
    assert (made.amount_fen, made.content.get("recurrence")) == (40_000, "一次性项目")
    assert told(everyone["stranger"])["unfiled"]["total"] == 0


def test_a_reviewer_sees_the_oldest_first_grouped_by_form(everyone, board):
    block = told(everyone["unit_reviewer"])["review"]
    assert block["total"] == 0  # X waits at another unit
    helper = User.objects.create_user("other_reviewer")
    Appointment.objects.create(user=helper, role="unit_reviewer", body=Filing.objects.get(document="X").body)
    block = told(helper)["review"]
    assert [(title, line["all"], line["late"], line["faulty"]) for title, _, line in block["groups"]] == [
        ("项目支出绩效目标申报表", 1, 0, 0)
    ]
    assert subjects(block) == ["X"]


def test_finance_compares_departments(everyone, board):
    rows = {row.name: row for row in told(everyone["business_section"])["departments"]["rows"]}
    health, schools = rows["区卫生健康局"], rows["区教育局"]
    assert (health.lines, health.fen, health.filed, health.open, health.overdue, health.returned, health.faulty) == (
        2, 30_000, 2, 2, 1, 1, 1,
    )  # fmt: skip
    assert (schools.lines, schools.fen, schools.filed, schools.open, schools.overdue) == (1, 40_000, 1, 0, 0)
    own = told(everyone["department_reviewer"])["departments"]["rows"]
    assert [row.name for row in own] == ["区卫生健康局"]


def test_every_number_of_a_department_links_to_its_rows(everyone, board, visit, client):
    visit("business_section", "home")
    for row in told(everyone["business_section"])["departments"]["rows"]:
        for name, number in (
            ("lines", row.lines),
            ("filed", row.filed),
            ("open", row.open),
            ("overdue", row.overdue),
        ):
            page = client.get(row.links[name], follow=True)
            assert page.context["page"].paginator.count == number, (row.name, name)


def test_the_leader_has_one_page(everyone, board, tree):
    page = told(everyone["leader"])["brief"]
    assert (page["number"], page["fen"]) == (3, 70_000)
    numbers = {label: (number, fen) for _, label, number, fen, _ in page["lights"]}
    assert sum(number for number, _ in numbers.values()) == 3
    assert numbers["可以安排"] == (0, 0)
    assert [line.project for line, _ in page["to_decide"]] == ["P3", "P2", "P1"]  # by money
    assert page["left"] == 0


def test_an_agency_and_an_expert_see_only_their_own(everyone, board, client):
    for who in ("agency", "expert"):
        assert told(everyone[who]) == {"assigned": {"lines": [], "total": 0, "all": "/desk/tasks/"}}
        client.force_login(everyone[who])
        assert client.get("/boards/rows/", follow=True).context["page"].paginator.count == 0


def test_a_deputy_opens_a_figure_its_rows_a_filing_and_its_history(everyone, tree, goal, visit, client):
    filing = services.create(everyone["unit_filer"], tree["clinic"], goal)
    services.act(everyone["unit_filer"], filing.pk, "submit", read_version=1)
    services.act(everyone["unit_reviewer"], filing.pk, "unit_pass", read_version=2)
    visit("observer", "home")
    progress = next(a for a in told(everyone["observer"])["board"]["answers"] if a.id == "progress")
    assert progress.sentence == "1 张表已办结 0 张，占 0.0%"
    rows = client.get(progress.links[0], follow=True).content.decode()
    address = reverse("filings:view", args=[filing.pk])
    assert address in rows
    history = client.get(address, {"tab": "flow"}).content.decode()
    assert "单位审核通过" in history
    assert "提交审核" in history
    assert client.get(reverse("filings:edit", args=[filing.pk])).status_code == 403


def test_the_system_administrator_sees_which_posts_are_empty(everyone, tree):
    block = told(everyone["system_administrator"])["people"]
    lacking = {label: (number, names) for label, number, names in block["lacking"]}
    assert lacking["单位填报人"] == (1, ["疾控中心"])
    assert lacking["单位审核人"] == (2, ["第三小学", "疾控中心"])
    assert lacking["主管部门审核人"] == (1, ["区教育局"])
    assert block["active"] == len(everyone)
    assert "content" not in block


def test_the_security_administrator_sees_weak_accounts(everyone, tree):
    User.objects.filter(username="unit_filer").update(must_change_password=True)
    User.objects.filter(username="leader").update(last_login=timezone.now() - timedelta(days=91))
    Appointment.objects.create(user=everyone["audit_administrator"], role="leader", body=tree["district"])
    found = {
        title: (number, names)
        for title, number, names, _ in told(everyone["security_administrator"])["security"]["questions"]
    }
    assert found["首次密码还没有改"] == (1, ["unit_filer"])
    assert found["90 天没有登录"] == (1, ["leader"])
    assert found["一人兼管理员和其他角色"] == (1, ["audit_administrator"])
    assert found["管理员没有启用动态口令"][0] == 3


def test_the_audit_administrator_reads_the_trail_and_nobody_else(everyone, tree, goal, client):
    filing = services.create(everyone["unit_filer"], tree["clinic"], goal)
    services.act(everyone["unit_filer"], filing.pk, "submit", read_version=1)
    block = told(everyone["audit_administrator"])["trail"]
    assert dict(block["acts"]) == {"建立草稿": 1, "提交审核": 1}
    assert block["last"]["number"] == Event.objects.order_by("-number")[0].number
    client.force_login(everyone["audit_administrator"])
    page = client.get(reverse("trail"), {"person": "unit_filer"})
    assert page.context["page"].paginator.count == 2
    assert "全年门诊1.2万人次" not in page.content.decode()  # never the content
    for who in ("unit_filer", "performance_section", "system_administrator", "observer"):
        client.force_login(everyone[who])
        assert client.get(reverse("trail")).status_code == 404, who


def test_other_years_with_tasks_are_told(everyone, tree, goal, visit):
    services.create(everyone["unit_filer"], tree["clinic"], goal | {"fiscal_year": 2022})
    page = visit("unit_filer", "home").content.decode()
    assert "2022 年度 1 张" in page
