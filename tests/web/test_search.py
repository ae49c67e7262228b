"""Search: every kind is found, only what the person may see, grouped and counted, in a fixed number of queries."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from test_every_list import make_rows
from test_lists import fill

from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.registers.models import Row
from wenxiao.web.search.views import finders

pytestmark = pytest.mark.django_db


def found(client, words, **more):
    page = client.get(reverse("search"), {"q": words, **more})
    return {
        finder.id: (told.count, [hit.words for hit in hits]) for finder, told, hits in page.context["groups"]
    }


@pytest.fixture
def ask(client, people):
    def go(who, words, **more):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        return found(client, words, **more)

    return go


def test_every_kind_is_found(ask, tree, people, goal):
    services.create(people["unit_filer"], tree["clinic"], goal)
    make_rows(tree, 1, 0)
    assert ask("unit_filer", "基层医疗")["filings"] == (1, ["基层医疗服务能力提升"])
    assert ask("unit_filer", "项目0")["register-projects"] == (1, ["项目0"])
    assert ask("unit_filer", "第一人民")["bodies"] == (1, ["第一人民医院"])
    assert "项目支出绩效目标申报表" in ask("unit_filer", "绩效目标申报表")["forms"][1]
    assert "指标值明显低于上年" not in ask("unit_filer", "没有这样的词啊")
    told = ask("unit_filer", "绩效目标")
    assert {"rules", "parameters", "sources", "guides", "forms"} <= set(told)
    assert "indicators" in ask("unit_filer", "满意度")


def test_words_are_met_together_and_in_any_letters(ask, tree):
    make_rows(tree, 12, 0)
    assert ask("unit_filer", "项目 N11")["register-projects"] == (1, ["项目11"])
    assert ask("unit_filer", "项目 没有的") == {}


def test_nobody_finds_what_is_not_his(ask, tree, people, goal, monkeypatch):
    monkeypatch.setattr("wenxiao.web.accounts.middleware._lacks_second_factor", lambda request: False)
    draft = services.create(people["unit_filer"], tree["clinic"], goal)
    make_rows(tree, 3, 0)
    for who in ("stranger", "expert", "system_administrator"):
        told = ask(who, "基层医疗") | ask(who, "项目1") | ask(who, "第一人民医院")
        assert not {
            "filings",
            "register-projects",
            "register-policies",
            "register-contracts",
            "bodies",
        } & set(told), who
    assert "filings" not in ask("department_reviewer", "基层医疗")  # still a draft of the unit
    services.act(people["unit_filer"], draft.pk, "submit", read_version=1)
    services.act(people["unit_reviewer"], draft.pk, "unit_pass", read_version=2)
    assert ask("department_reviewer", "基层医疗")["filings"][0] == 1
    assert "filings" not in ask("stranger", "基层医疗")


def test_eight_are_shown_and_the_full_list_has_the_same_number(ask, tree, client):
    fill(tree, 20)
    make_rows(tree, 20, 0)
    ask("unit_reviewer", "项目")
    page = client.get(reverse("search"), {"q": "项目"})
    counted = {}
    for finder, told, hits in page.context["groups"]:
        assert len(hits) <= 8
        if told.more:
            full = client.get(told.more, follow=True)
            counted[finder.id] = (told.count, full.context["page"].paginator.count)
        elif told.count > 8:
            assert len(found(client, "项目", kind=finder.id)[finder.id][1]) == told.count
    assert counted["filings"] == (20, 20)
    assert counted["register-projects"] == (20, 20)


def test_every_hit_opens(ask, tree, client, people, goal):
    services.create(people["unit_filer"], tree["clinic"], goal)
    make_rows(tree, 2, 0)
    ask("unit_filer", "目标")
    opened = 0
    for words in ("目标", "项目", "医院"):
        for _, _, hits in client.get(reverse("search"), {"q": words}).context["groups"]:
            for hit in hits:
                if hit.address:
                    assert client.get(hit.address, follow=True).status_code == 200, hit
                    opened += 1
    assert opened > 15


def test_ten_thousand_projects_take_the_same_queries(ask, tree, client):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            client.get(reverse("search"), {"q": "项目"})
        return len(caught)

    fill(tree, 10)
    make_rows(tree, 10, 0)
    ask("unit_reviewer", "项目")
    few = queries()
    fill_more = [Row(register="projects", jurisdiction="990112", key=f"2021/M{n}", body=tree["clinic"], fiscal_year=2021,
                     project=f"M{n}", name=f"项目{n:05}", content={}) for n in range(10_000)]  # fmt: skip
    super(type(Row.objects.all()), Row.objects.all()).bulk_create(fill_more)
    assert queries() == few
    told = found(client, "项目04217")
    assert told["register-projects"] == (1, ["项目04217"])
    assert Filing.objects.count() == 10


def test_a_finder_has_a_kind_of_its_own():
    ids = [finder.id for finder in finders()]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z][a-z_-]*", name) for name in ids)


def test_without_words_the_page_says_what_can_be_found(client, people):
    client.force_login(people["expert"])
    assert "搜索框里写" in client.get(reverse("search")).content.decode()
    assert "没有找到“甲乙丙丁戊”" in client.get(reverse("search"), {"q": "甲乙丙丁戊"}).content.decode()
