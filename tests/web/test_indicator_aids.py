"""Beside each target: recommended indicators, the band of peers in aggregate, last year's values; nothing typed is lost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from wenxiao.web.accounts.models import Body
from wenxiao.web.filings import services as filing_services
from wenxiao.web.filings.handing import hand_in, take_in
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.services import _log
from wenxiao.web.indicators import services
from wenxiao.web.indicators.filed import catch_up
from wenxiao.web.indicators.models import FiledIndicator
from wenxiao.web.journal.guard import recording

pytestmark = pytest.mark.django_db
NAME = "居民电子健康档案建档率"  # a card of the field 卫生
CARD = f"health.{NAME}"


def adopt(filing, state="adopted"):
    """Put a filing where its workflow would have brought it, with an event that says so."""
    with recording():
        hand_in(filing)
        filing.state = state
        filing.save()
        _log(filing, None, "adopt")


@pytest.fixture
def file(people, tree, goal):
    """File a goal of one unit with the targets named, in a year, and bring it to a state."""

    def make(body, targets, *, code, year=2021, state="adopted", form="project_goal", actual=None):
        rows = [
            {"level1": "产出指标", "level2": "质量指标", "level3": name, "target": target, "weight": "10", "actual": actual}
            for name, target in targets.items()
        ]  # fmt: skip
        content = goal | {
            "form": form, "fiscal_year": year, "subject": {"kind": "project", "code": code, "name": f"项目{code}"},
            "unit": body.name, "indicators": rows,
        }  # fmt: skip
        filing = Filing(body=body, state="draft", holder_since="2021-01-01T00:00Z", version=1)
        with recording():
            take_in(filing, content)
            filing.save(force_insert=True)
            _log(filing, people["unit_filer"], "create")
        if state != "draft":
            adopt(filing, state)
        return filing

    return make


@pytest.fixture
def peers(file, tree):
    """Five adopted goals of four other units: 80, 85, 90, 95 and 100 %: the middle half is 85 to 95 by hand."""
    units = [
        Body.objects.create(code=f"1{n}", name=f"同类单位{n}", kind="unit", parent=tree["health"]) for n in range(4)
    ]  # fmt: skip
    for n, target in enumerate(("≥80%", "≥85%", "≥90%", "≥95%", "≥100%")):
        file(units[n % 4], {NAME: target}, code=f"Q{n}")
    return units


@pytest.fixture
def draft(people, tree, goal):
    content = goal | {"field": "卫生", "indicators": [{"level3": NAME, "target": "≥84%"}]}
    return filing_services.create(people["unit_filer"], tree["clinic"], content)


@pytest.fixture
def ask(client, people, draft):
    def post(name="aids_live", who="unit_filer", **told):
        client.force_login(people[who])
        given = {"version": draft.version, "aids-section": "indicators", "aids-row": "0", **told}
        return client.post(reverse(name, args=[draft.pk]), given)

    return post


def test_the_band_is_of_adopted_peers_in_aggregate_and_names_nobody(ask, peers, file):
    file(peers[0], {NAME: "≥10%"}, code="D1", state="draft")
    file(peers[1], {NAME: "≥11%"}, code="D2", state="unit_review")
    html = ask().content.decode()
    assert "5 个同类指标值的中间一半在 85% 到 95% 之间，“≥84%”低于这个区间，定得偏松" in html
    assert "来自 4 家单位的 5 个审定值" in html
    assert '<svg class="band"' in html
    for unit in peers:
        assert unit.name not in html
    words = strip_tags(html)
    for single in ("80%", "100%", "项目Q"):
        assert single not in words, single  # the ends are single peers' values


def test_too_few_peers_tell_their_number_but_no_value(ask, file, tree):
    file(tree["other"], {NAME: "≥77%"}, code="Q1")
    html = ask().content.decode()
    assert "可比的同类指标值有 1 个，来自 1 家单位；至少要 5 个、3 家才给出区间" in html
    assert "77" not in strip_tags(html)
    assert "<svg" not in html


def test_many_values_of_two_units_give_no_band(ask, file, tree):
    for n in range(8):
        file(tree["other"] if n % 2 else tree["school"], {NAME: f"≥{70 + n}%"}, code=f"Q{n}")
    assert "有 8 个，来自 2 家单位；至少要 5 个、3 家" in ask().content.decode()


def test_a_neighbour_place_is_no_peer(ask, file, peers):
    far = Body.objects.create(code="990113", name="邻区", kind="jurisdiction")
    unit = Body.objects.create(code="1", name="邻区医院", kind="unit", parent=far)
    file(unit, {NAME: "≥1%"}, code="N1")
    assert "5 个同类指标值的中间一半在 85% 到 95% 之间" in ask().content.decode()


def test_what_is_typed_counts_before_it_is_saved(ask, peers, draft):
    html = ask(**{"indicators[0].level3": NAME, "indicators[0].target": "≥90%"}).content.decode()
    assert "“≥90%”在其中" in html
    blank = ask(**{"indicators[0].level3": NAME, "indicators[0].target": ""}).content.decode()
    assert "5 个同类指标值的中间一半在 85% 到 95% 之间，中位 90%。" in blank
    draft.refresh_from_db()
    assert draft.version == 1


def test_a_merged_name_is_compared_under_its_card(ask, people, file, peers, tree):
    old = file(tree["clinic"], {"建档比例": "≥50%"}, code="Z1", state="draft")
    services.propose(people["unit_filer"], old, old.content["indicators"][0], {})
    services.act(
        people["performance_section"], "990112", "local.建档比例", "merge", read_version=1, into=CARD
    )
    file(peers[2], {"建档比例": "≥90%"}, code="Q9")
    assert "6 个同类指标值" in ask().content.decode()
    html = ask(**{"indicators[0].level3": "建档比例", "indicators[0].target": "≥88%"}).content.decode()
    assert "6 个同类指标值" in html  # 80 85 90 90 95 100
    assert f"指标库：{NAME}" in html


def test_last_year_s_target_and_result_of_the_same_project(ask, file, tree):
    file(tree["clinic"], {NAME: "≥81%"}, code="P1", year=2020)
    file(
        tree["clinic"], {NAME: "≥81%"}, code="P1", year=2020, form="self_evaluation", actual="83.5%",
        state="accepted",
    )  # fmt: skip
    file(tree["school"], {NAME: "≥12%"}, code="P1", year=2020, form="policy_goal")  # out of scope
    html = ask().content.decode()
    assert "指标值 ≥81%，自评完成值 83.5%" in html
    other = ask(**{"indicators[0].level3": "新指标", "indicators[0].target": "≥1%"}).content.decode()
    assert "上年没有这个指标" in other


def test_what_was_not_adopted_or_lacks_a_code_is_said_to_be_missing(ask, file, tree):
    file(tree["clinic"], {NAME: "≥81%"}, code="P1", year=2020, state="unit_review")
    assert "上年没有：2020 年没有这个对象审定的目标和自评" in ask().content.decode()
    assert "≥81%" not in ask().content.decode()


def test_recommended_are_not_in_the_form_and_not_retired(ask, people):
    def offered(**told):
        html = ask(annual_goal="居民健康素养，高血压患者规范管理", **told).content.decode()
        return set(re.findall(r'name="card" value="([^"]+)"', html))

    first = offered()
    assert CARD not in first
    assert {"health.居民健康素养水平", "health.高血压患者规范管理率"} <= first
    services.act(
        people["performance_section"], "990112", "health.高血压患者规范管理率", "retire", read_version=0, opinion="停"
    )  # fmt: skip
    assert "health.高血压患者规范管理率" not in offered()
    there = offered(**{"indicators[0].level3": "居民健康素养水平（%）"})
    assert "health.居民健康素养水平" not in there


def test_an_offer_tells_its_mark_its_reason_and_an_example(ask, peers, file, draft):
    html = ask(**{"indicators[0].level3": "门诊人次", "annual_goal": NAME}).content.decode()
    part = html[html.index(f'value="{CARD}"') - 700 : html.index(f'value="{CARD}"')]
    assert "建议值" in part
    assert f"都提到“{NAME}”" in part
    assert "指标值参考：同类 5 个的中位 90%" in part


def test_a_form_that_reports_on_a_goal_is_offered_no_other_indicators(client, people, file, tree, draft):
    report = file(tree["clinic"], {NAME: "≥84%"}, code="P1", form="self_evaluation", state="draft")
    client.force_login(people["unit_filer"])
    html = client.get(reverse("aids", args=[report.pk])).content.decode()
    assert "应与绩效目标一致，不推荐新的" in html
    assert 'name="card"' not in html
    assert f"第 1 行 {NAME}" in html
    without = filing_services.create(
        people["performance_section"], tree["clinic"], draft.content | {"form": "acceptance"}
    )
    client.force_login(people["performance_section"])
    page = client.get(reverse("filings:edit", args=[without.pk])).content.decode()
    assert reverse("aids_live", args=[without.pk]) not in page
    assert client.get(reverse("aids", args=[without.pk])).status_code == 404


def test_adding_without_javascript_keeps_what_was_typed_and_leaves_the_target_empty(ask, draft, client):
    answer = ask("aids_add", card="health.居民健康素养水平", annual_goal="刚刚写的", **{
        "indicators[0].level3": NAME, "indicators[0].target": "≥99%"})  # fmt: skip
    assert answer.url == reverse("filings:edit", args=[draft.pk]) + "#part-indicators"
    draft.refresh_from_db()
    assert draft.content["annual_goal"] == "刚刚写的"
    assert draft.content["indicators"][0]["target"] == "≥99%"
    added = draft.content["indicators"][1]
    assert (added["level1"], added["level3"], added["unit"]) == ("效益指标", "居民健康素养水平", "%")
    assert not added.get("target")
    page = client.get(answer.url).content.decode()
    assert "已加为一行，请填指标值和分值" in page


def test_a_stale_page_adds_nothing_and_shows_both_versions(ask, draft, people):
    filing_services.save(
        people["unit_filer"], draft.pk, draft.content | {"annual_goal": "他人写的"}, read_version=1
    )
    answer = ask("aids_add", card="health.居民健康素养水平", annual_goal="我写的")
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "他人写的" in html
    assert "我写的" in html
    draft.refresh_from_db()
    assert draft.content["annual_goal"] == "他人写的"


def test_all_rows_on_a_page_after_saving_what_was_typed(ask, draft, peers, client):
    answer = ask("aids_save", annual_goal="先存再看")
    assert answer.url == reverse("aids", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.content["annual_goal"] == "先存再看"
    html = client.get(answer.url).content.decode()
    assert f"第 1 行 {NAME}" in html
    assert "中间一半在 85% 到 95% 之间" in html


def test_only_who_writes_the_form_gets_its_aids(ask, client, people, draft):
    for who in ("unit_reviewer", "performance_section", "observer"):
        assert ask(who=who).status_code in {403, 404}, who
    assert ask(who="stranger").status_code == 404
    client.force_login(people["stranger"])
    assert client.get(reverse("aids", args=[draft.pk])).status_code == 404
    assert ask("aids_add", who="stranger", card=CARD).status_code == 404
    assert ask("aids_add", card="health.没有").status_code == 404
    draft.refresh_from_db()
    assert draft.version == 1


@pytest.mark.parametrize("name", ["aids_live", "aids"])
def test_queries_do_not_grow_with_rows_or_peers(ask, client, people, draft, peers, file, name):
    def queries():
        ask()
        with CaptureQueriesContext(connection) as caught:
            answer = ask() if name == "aids_live" else client.get(reverse("aids", args=[draft.pk]))
        assert answer.status_code == 200
        return len([q for q in caught if "session" not in q["sql"]])

    few = queries()
    for n in range(10):
        file(peers[n % 4], {NAME: f"≥{60 + n}%"}, code=f"M{n}")
    rows = [{"level3": f"指标{n}", "target": "≥1%"} for n in range(20)]
    filing_services.save(
        people["unit_filer"], draft.pk, draft.content | {"indicators": [*draft.content["indicators"], *rows]},
        read_version=1,
    )  # fmt: skip
    assert queries() == few


def test_filed_indicators_follow_the_journal(file, people, tree, draft):
    catch_up()
    assert not FiledIndicator.objects.exists()  # drafts are nobody else's business
    filing = file(tree["other"], {NAME: "≥80%"}, code="Q1", state="unit_review")
    assert catch_up() == 1
    row = FiledIndicator.objects.get()
    assert (row.key, row.value, row.measure, row.jurisdiction) == (NAME, 80.0, "%", "990112")
    assert catch_up() == 0
    changed = filing.content | {"indicators": [{**filing.content["indicators"][0], "target": "≥85%"}]}
    filing.content = changed
    adopt(filing)
    assert catch_up() == 1
    assert [r.value for r in FiledIndicator.objects.all()] == [85.0]


def test_the_card_and_the_list_take_a_fixed_number_of_queries(client, people, file, peers):
    client.force_login(people["performance_section"])
    addresses = (reverse("indicator_card", args=[CARD]), reverse("indicators"))

    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert client.get(address).status_code == 200
        return len(caught)

    few = [queries(address) for address in addresses]
    for n in range(30):
        file(peers[n % 4], {NAME: f"≥{60 + n}%", f"另一个{n}": "1"}, code=f"M{n}")
    assert [queries(address) for address in addresses] == few
    assert max(few) <= 12


def test_the_card_lists_only_filings_within_scope(client, people, peers, file, tree):
    file(tree["school"], {NAME: "≥70%"}, code="S1")

    def listed(who):
        client.force_login(people[who])
        page = client.get(reverse("indicator_card", args=[CARD]))
        return {row.filing.subject_code for row in page.context["uses"]}

    assert listed("performance_section") == {"Q0", "Q1", "Q2", "Q3", "Q4", "S1"}
    assert listed("department_reviewer") == {"Q0", "Q1", "Q2", "Q3", "Q4"}
    assert listed("stranger") == {"S1"}
    assert listed("unit_filer") == set()
    client.force_login(people["unit_filer"])
    html = client.get(reverse("indicator_card", args=[CARD])).content.decode()
    assert "个同类指标值的中间一半在" in html  # the aggregate is for all
    assert "同类单位" not in html


def test_advice_rests_on_what_was_filed_and_is_for_those_who_decide(client, people, peers, file, tree):
    for n, unit in enumerate(peers[:3]):
        file(unit, {"居民电子健康档案建档比率": "≥90%", "急救平均反应时间": "≤12分钟"}, code=f"W{n}")
    client.force_login(people["performance_section"])
    session = client.session
    session["years"], session["year"] = [2020, 2022], 2021
    session.save()
    address = reverse("indicator_advice")
    page = client.get(address)
    told = page.context["advice"]
    assert [(w.name, w.budget_units, w.rows) for w in told.wanted] == [
        ("居民电子健康档案建档比率", 3, 3), ("急救平均反应时间", 3, 3),
    ]  # fmt: skip
    group = next(g for g in told.merges if g.keep.name == NAME)
    assert [o.name for o in group.others] == ["居民电子健康档案建档比率"]
    assert group.keep.where == "指标库，卫生，用过 5 次"
    assert "急救平均反应时间" in page.content.decode()
    file(tree["school"], {"急救平均反应时间": "≤15分钟"}, code="W9")
    assert {w.name: w.rows for w in client.get(address).context["advice"].wanted}["急救平均反应时间"] == 4
    for who in ("unit_filer", "department_reviewer", "observer", "stranger"):
        client.force_login(people[who])
        assert client.get(address).status_code == 403, who


def test_the_form_and_its_check_page_name_the_guide(client, people, draft):
    client.force_login(people["unit_filer"])
    guide = reverse("library_guide", args=["goal"])
    for name in ("filings:edit", "filings:send", "filings:view"):
        html = client.get(reverse(name, args=[draft.pk])).content.decode()
        assert guide in html, name
        assert "办理后是“待单位审核”；须先没有必改疑点、须说明的疑点都已说明；期限 10 个工作日" in html, name
    page = client.get(reverse("filings:edit", args=[draft.pk])).content.decode()
    assert reverse("aids_live", args=[draft.pk]) in page
    assert reverse("aids_save", args=[draft.pk]) in page  # without JavaScript
