"""Navigation: only what a role acts on or reads, short, complete, and following the rulebook by itself."""

import dataclasses
from types import SimpleNamespace

import pytest
from django.urls import reverse

from wenxiao.web.accounts.models import Appointment, User
from wenxiao.web.config import menu as menus
from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db
FORMS = rulebook().catalog.place("cn").forms


def groups(user, path="/"):
    return menus.menu(SimpleNamespace(user=user, path=path))


def links(user, path="/"):
    return {words for group in groups(user, path) for words, _, _ in group.links}


def test_the_open_page_opens_its_heading_and_no_other(people):
    told = groups(people["unit_filer"], reverse("filings:list", args=["project_goal"]))
    assert [group.label for group in told if group.open] == ["绩效目标"]
    here = [words for group in told for words, _, here in group.links if here]
    assert here == ["项目支出绩效目标申报表"]
    assert [g.label for g in groups(people["unit_filer"], "/filings/") if g.open] == ["进展"]
    assert [g.label for g in groups(people["unit_filer"], "/filings/0/") if g.open] == ["任务"]
    assert [g.label for g in groups(people["unit_filer"], "/year/") if g.open] == ["任务"]


def test_at_first_sight_there_are_few_links(people):
    for who in ("unit_filer", "department_reviewer", "performance_section", "observer"):
        told = groups(people[who])
        seen = len(told) + sum(len(group.links) for group in told if group.open)
        assert seen <= 18, who


def test_a_unit_sees_finance_forms_only_when_there_is_one_to_read(people, tree, goal):
    assert "自评复核表" not in links(people["unit_filer"])
    finance = next(w for w in rulebook().workflows.values() if "goal_review" in w.forms)
    title = FORMS["goal_review"].title
    assert title not in links(people["unit_filer"])
    assert title in links(people["performance_section"])
    assert title in links(people["observer"])
    filing = services.create(people["performance_section"], tree["clinic"], goal | {"form": "goal_review"})
    assert title not in links(people["unit_filer"])  # still a draft of finance
    with recording():
        Filing.objects.filter(pk=filing.pk).update(state=finance.success)
        append(Event(about="test", act="test", at=filing.holder_since, content={}, rulebook=""))
    assert title in links(people["unit_filer"])
    assert title not in links(people["stranger"])


def test_people_without_business_see_none(people):
    for who in ("expert", "system_administrator"):
        told = links(people[who])
        assert not told & (
            {form.title for form in FORMS.values()} | {"项目", "预算", "预算安排清单", "看板"}
        ), who
        assert {"今天", "办理指引", "权限一览"} <= told
    assert {"机构", "人员账号"} & links(people["system_administrator"])
    assert "人员账号" not in links(people["performance_section"])
    audit = User.objects.create_user("audit")
    Appointment.objects.create(
        user=audit, role="audit_administrator", body=people["expert"].appointments.get().body
    )
    assert "操作日志" in links(audit)
    assert "操作日志" not in links(people["system_administrator"])


def test_everyone_can_open_everything_listed(people, client, monkeypatch):
    monkeypatch.setattr("wenxiao.web.accounts.middleware._lacks_second_factor", lambda request: False)
    for who in ("unit_filer", "observer", "performance_section", "system_administrator", "expert"):
        client.force_login(people[who])
        for group in groups(people[who]):
            for words, url, _ in group.links:
                assert client.get(url, follow=True).status_code == 200, (who, words)


def test_every_form_that_is_filed_stands_somewhere(people):
    filed = {FORMS[f].title for w in rulebook().workflows.values() for f in w.forms}
    assert filed <= links(people["performance_section"])


def test_what_a_place_adds_stands_there_without_a_change_of_code(people, monkeypatch):
    book = rulebook()
    place = book.catalog.place("cn")
    form = FORMS["project_goal"].model_copy(
        update={"id": "new_form", "title": "本地新表", "stage": "local_stage"}
    )
    workflow = book.workflows["goal"].model_copy(update={"id": "local", "forms": ("new_form",)})
    changed = dataclasses.replace(place, forms={**place.forms, "new_form": form})
    registers = menus.registers_of(book.catalog, "cn")
    told = registers["projects"].model_copy(update={"id": "assets", "title": "资产"})
    catalog = SimpleNamespace(place=lambda code: changed)
    monkeypatch.setattr(
        menus,
        "rulebook",
        lambda: dataclasses.replace(book, catalog=catalog, workflows=book.workflows | {"local": workflow}),
    )
    monkeypatch.setattr(menus, "registers_of", lambda catalog, code: registers | {"assets": told})
    shown = {group.label: [words for words, _, _ in group.links] for group in groups(people["unit_filer"])}
    assert shown["其他表单"] == ["本地新表"]
    assert "资产" in shown["项目与预算"]
