"""The library of a place: proposing, deciding, merging, retiring; who may, what is logged, what is never overwritten."""

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import escape

from wenxiao.analysis.library import recommend, search
from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.filings import services as filing_services
from wenxiao.web.filings.models import Notice
from wenxiao.web.filings.services import NotAllowedError
from wenxiao.web.indicators import services
from wenxiao.web.indicators.cards import library_of, seen_by
from wenxiao.web.indicators.models import SiteCard
from wenxiao.web.indicators.services import DuplicateCardError, StaleCardError
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.guard import UnloggedWriteError
from wenxiao.web.journal.models import Event

pytestmark = pytest.mark.django_db
PLACE = "990112"
RATE = "street.网格化管理覆盖率"  # a card of the rulebook
OWN = "local.候诊时间"


@pytest.fixture
def filing(people, tree, goal):
    return filing_services.create(people["unit_filer"], tree["clinic"], goal)


@pytest.fixture
def proposed(people, filing):
    return services.propose(
        people["unit_filer"],
        filing,
        filing.content["indicators"][1],
        {"field": "卫生", "explain": "病人等多久。"},
    )


def decide(people, card, step, version, **more):
    return services.act(people["performance_section"], PLACE, card, step, read_version=version, **more)


def events():
    return list(Event.objects.filter(about__startswith="indicator:").order_by("number"))


def test_a_row_becomes_a_proposal_and_an_approved_card_is_found_and_recommended_at_once(
    people, proposed, filing
):
    assert (proposed.card, proposed.state, proposed.version) == (OWN, "proposed", 1)
    library = library_of(PLACE)
    assert OWN not in {c.id for c in library.active()}
    assert library.entries[OWN].card.evidence.words == "本地填报中使用，待绩效科批准"
    decide(people, OWN, "approve", 1, content={"direction": "lower", "formula": "", "name": "改名"})
    cards = library_of(PLACE).active()
    card = next(c for c in cards if c.id == OWN)
    assert (card.name, card.unit, card.direction, card.example, card.formula) == (
        "候诊时间", None, "lower", "≤30分钟", None,
    )  # fmt: skip
    assert (card.evidence.kind, card.field, card.level2) == ("local", "卫生", "时效指标")
    assert search(cards, ["候诊"])[0].id == OWN
    assert OWN in {r.card.id for r in recommend(cards, "缩短候诊时间", "卫生")}


def test_each_act_is_one_event_with_the_card_before_and_after(people, proposed):
    decide(people, OWN, "approve", 1, content={"direction": "lower"})
    decide(people, OWN, "retire", 2, opinion="与医院等级评审重复")
    told = events()
    assert [(e.act, e.version, e.state, e.actor.username) for e in told] == [
        ("propose", 1, "proposed", "unit_filer"), ("approve", 2, "active", "performance_section"),
        ("retire", 3, "retired", "performance_section"),
    ]  # fmt: skip
    assert told[0].content["before"] is None
    assert "direction" not in told[1].content["before"]["content"]
    assert told[1].content["after"]["content"]["direction"] == "lower"
    assert (told[2].content["before"]["state"], told[2].content["after"]["state"]) == ("active", "retired")
    assert told[2].opinion == "与医院等级评审重复"
    assert not list(broken_links())


def test_nothing_is_written_past_the_log(proposed):
    with pytest.raises(UnloggedWriteError):
        SiteCard.objects.update(state="active")
    with pytest.raises(UnloggedWriteError):
        proposed.save()


def test_only_who_files_for_the_body_proposes(people, filing):
    row = filing.content["indicators"][0]
    for role, user in people.items():
        if role == "unit_filer":
            continue
        with pytest.raises(NotAllowedError):
            services.propose(user, filing, row, {})
    assert not SiteCard.objects.exists()
    assert not events()


def test_only_the_performance_section_of_the_place_decides(people, proposed, tree):
    elsewhere = Body.objects.create(code="990113", name="邻区", kind="jurisdiction")
    neighbour = User.objects.create_user("neighbour", password="x")
    Appointment.objects.create(user=neighbour, role="performance_section", body=elsewhere)
    for role, user in {**people, "neighbour": neighbour}.items():
        if role == "performance_section":
            continue
        for step in ("approve", "decline", "merge", "retire", "restore"):
            for card, version in ((OWN, 1), (RATE, 0)):
                with pytest.raises(NotAllowedError):
                    services.act(user, PLACE, card, step, read_version=version, opinion="理由", into=RATE)
    assert len(events()) == 1


def test_a_name_that_is_there_is_refused_with_the_card_that_has_it(people, filing, proposed):
    def refused(name):
        with pytest.raises(DuplicateCardError) as fault:
            services.propose(people["unit_filer"], filing, {"level3": name}, {})
        return str(fault.value)

    assert refused("候诊 时间（分钟）").startswith("指标库已有“候诊时间”（卫生，待批准）")
    assert refused("网格化管理覆盖率").startswith("指标库已有“网格化管理覆盖率”（街道，在用）")
    decide(people, OWN, "approve", 1)
    decide(people, OWN, "retire", 2, opinion="不用了")
    assert "“候诊时间”（卫生）已停用" in refused("候诊时间")
    decide(people, RATE, "merge", 0, into="street.社区志愿者参与人数占比")
    assert "“网格化管理覆盖率”是它的别名" in refused("网格化管理覆盖率")
    assert SiteCard.objects.filter(own=True).count() == 1


def test_a_refused_proposal_may_be_made_again(people, proposed, filing):
    decide(people, OWN, "decline", 1, opinion="写明怎么统计再提")
    again = services.propose(
        people["unit_filer"], filing, filing.content["indicators"][1], {"explain": "挂号到就诊的平均分钟数。"}
    )
    assert (again.state, again.version, again.content["explain"]) == (
        "proposed",
        3,
        "挂号到就诊的平均分钟数。",
    )


def test_a_stale_decision_changes_nothing_and_names_both_versions(people, proposed):
    decide(people, OWN, "approve", 1)
    with pytest.raises(StaleCardError) as fault:
        decide(people, OWN, "decline", 1, opinion="太晚的决定")
    assert "第 2 版，您看到的是第 1 版" in str(fault.value)
    assert SiteCard.objects.get().state == "active"
    assert len(events()) == 2
    decide(people, RATE, "retire", 0, opinion="停")
    with pytest.raises(StaleCardError):
        decide(people, RATE, "merge", 0, into=OWN)


def test_declining_retiring_and_restoring_need_a_reason(people, proposed):
    for step in ("decline",):
        with pytest.raises(NotAllowedError, match="须写明理由"):
            decide(people, OWN, step, 1, opinion="  ")
    with pytest.raises(NotAllowedError, match="须写明理由"):
        decide(people, RATE, "retire", 0)
    with pytest.raises(NotAllowedError, match="现在是“在用”，不能办理“恢复使用”"):
        decide(people, RATE, "restore", 0, opinion="恢复")


def test_a_merged_name_stays_an_alias_even_through_a_chain_and_comes_back(people, proposed):
    decide(people, OWN, "approve", 1)
    target, last = "health.居民健康素养水平", "health.居民电子健康档案建档率"
    decide(people, OWN, "merge", 2, into=target)
    library = library_of(PLACE)
    assert library.named("候诊时间").card.id == target
    assert library.entries[target].card.aliases == ("候诊时间",)
    assert "候诊时间" in library.entries[target].card.keys
    assert target in {c.id for c in search(library.active(), ["候诊时间"])}
    decide(people, target, "merge", 0, into=last)
    assert library_of(PLACE).named("候诊时间").card.id == last
    assert set(library_of(PLACE).entries[last].card.aliases) == {"居民健康素养水平", "候诊时间"}
    decide(people, OWN, "restore", 3, opinion="口径不同")
    assert library_of(PLACE).named("候诊时间").card.id == OWN
    assert library_of(PLACE).entries[last].card.aliases == ("居民健康素养水平",)


def test_a_merge_must_lead_to_another_card_in_use(people, proposed):
    for into in ("", OWN, "local.没有", RATE):
        if into == RATE:
            decide(people, RATE, "retire", 0, opinion="停用")
        with pytest.raises(Exception, match="须并入另一个在用的指标"):
            decide(people, OWN, "merge", 1, into=into)
    assert SiteCard.objects.get(card=OWN).state == "proposed"


def test_a_retired_card_of_the_rulebook_is_read_but_not_recommended_and_can_be_restored(people, tree):
    assert RATE in {c.id for c in library_of(PLACE).active()}
    decide(people, RATE, "retire", 0, opinion="本区已取消网格考核")
    library = library_of(PLACE)
    assert RATE not in {c.id for c in library.active()}
    assert RATE not in {r.card.id for r in recommend(library.active(), "网格化管理覆盖率", "街道")}
    assert library.entries[RATE].card.name == "网格化管理覆盖率"
    assert RATE in {c.id for c in library_of("990113").active()}  # the neighbour's library is its own
    decide(people, RATE, "restore", 1, opinion="恢复考核")
    assert RATE in {c.id for c in library_of(PLACE).active()}


def test_proposals_are_seen_by_the_body_and_those_above_it_only(people, proposed):
    def sees(role):
        return OWN in {e.card.id for e in seen_by(people[role], library_of(PLACE))}

    assert {r for r in people if sees(r)} == {
        "unit_filer", "unit_reviewer", "department_reviewer", "business_section", "performance_section", "observer",
    }  # fmt: skip
    decide(people, OWN, "approve", 1)
    assert all(sees(r) for r in people)


def test_the_proposer_is_told(people, proposed):
    decide(people, OWN, "decline", 1, opinion="写明怎么统计")
    told = Notice.objects.get(user=people["unit_filer"])
    assert told.sentence == "您提出的指标“候诊时间”已办理“不采纳”，现在是“未采纳”，理由：写明怎么统计。"


# Pages, by direct requests


@pytest.fixture
def visit(client, people):
    def go(who, address, *args, post=None, query=""):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2027], 2026
        session.save()
        url = reverse(address, args=args) + query
        return client.get(url, follow=True) if post is None else client.post(url, post)

    return go


def test_every_card_has_a_page_that_says_what_is_unknown(visit, people):
    ids = list(library_of(PLACE).entries)
    assert len(ids) == 240
    for name in ids[::12]:
        assert visit("observer", "indicator_card", name).status_code == 200, name
    page = visit("observer", "indicator_card", RATE).content.decode()
    for words in ("地方实践", "已配网格员网格数 ÷ 网格总数 × 100%", "越大越好", "卡片是规则库的原文"):
        assert words in page, words
    assert page.count('<span class="text-secondary">未知</span>') == 5  # 口径、评价标准、数据来源、示例、说明
    assert "2021年报告载明" in visit("observer", "indicator_card", "street.拨付到村(居)资金实际使用率").content.decode()  # fmt: skip
    common = visit("observer", "indicator_card", "common_project.成本节约率").content.decode()
    assert "评价指标体系：项目支出" in common
    assert reverse("library_source", args=["caiyu-2020-10"]) in common
    assert visit("observer", "indicator_card", "street.没有").status_code == 404


def test_the_list_filters_and_remembers(visit, people):
    def listed(query):
        return visit("observer", "indicators", query=query).context["page"].paginator.count

    assert "停用" in (guide := visit("observer", "indicators").content.decode())
    assert guide.count("<td>绩效科</td>") == 5  # 批准、不采纳、合并、停用、恢复
    assert guide.count("<td>单位填报人</td>") == 1
    assert listed("?group=街道") == 14
    assert visit("observer", "indicators").context["page"].paginator.count == 14  # remembered
    assert visit("observer", "indicators", query="?clear=1").context["page"].paginator.count == 240
    assert listed("?status=seed") == sum(e.card.status == "seed" for e in library_of(PLACE).entries.values())
    assert listed("?q=网格化管理覆盖率") == 1
    assert listed("?state=retired") == 0
    decide(people, RATE, "retire", 0, opinion="停用")
    assert listed("?state=retired") == 1
    assert listed("?q=网格化管理覆盖率") == 0


def test_proposing_and_deciding_on_pages_without_javascript(visit, people, filing):
    page = visit("unit_filer", "filings:view", filing.pk).content.decode()
    assert reverse("indicator_propose", args=[filing.pk]) in page
    assert "indicators/propose" not in visit("unit_reviewer", "filings:view", filing.pk).content.decode()
    answer = visit(
        "unit_filer", "indicator_propose", filing.pk,
        post={"row": ["indicators:0", "indicators:1"], "field": "卫生", "explain:indicators:0": "全年看病的人次。"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert set(SiteCard.objects.values_list("card", flat=True)) == {"local.门诊人次", OWN}
    again = visit(
        "unit_filer", "indicator_propose", filing.pk, post={"row": ["indicators:0", "indicators:2"]}
    )
    assert again.status_code == 422
    assert "指标库已有“门诊人次”（卫生，待批准）" in again.content.decode()
    assert SiteCard.objects.filter(card="local.服务覆盖率").exists()  # the rest of the batch was taken
    assert visit("unit_filer", "indicators", query="?state=proposed").context["page"].paginator.count == 3
    assert visit("stranger", "indicators", query="?state=proposed").context["page"].paginator.count == 0
    assert visit("stranger", "indicator_card", OWN).status_code == 404
    assert visit("unit_filer", "indicator_act", OWN, post={"version": 1, "act": "approve"}).status_code == 403
    told = {"version": 1, "act": "approve", "field": "卫生", "direction": "lower"}
    done = visit("performance_section", "indicator_act", OWN, post=told)
    assert done.status_code == 302
    page = visit("stranger", "indicator_card", OWN).content.decode()
    assert "本地提出" in page
    assert "第一人民医院" not in page  # who proposed it is not public
    stale = visit("performance_section", "indicator_act", OWN, post={"version": 1, "act": "retire", "opinion": "我的理由"})  # fmt: skip
    assert stale.status_code == 409
    assert "第 2 版，您看到的是第 1 版" in stale.content.decode()
    assert "我的理由" in stale.content.decode()
    history = visit("performance_section", "indicator_card", OWN).content.decode()
    assert "<del>待批准</del> → <ins>在用</ins>" in history
    assert "<ins>lower</ins>" not in history  # in words
    assert escape("越小越好") in history


def test_proposing_from_a_filing_out_of_scope_does_not_exist(visit, filing, people):
    assert visit("stranger", "indicator_propose", filing.pk).status_code == 404
    assert visit("observer", "indicator_sources").status_code == 403
    QuerySet(type(filing)).filter(pk=filing.pk).update(state="unit_review", fiscal_year=2026)
    assert visit("unit_reviewer", "indicator_propose", filing.pk).status_code == 403
    assert "基层医疗" in visit("unit_filer", "indicator_sources").content.decode()


def test_those_who_may_approve_are_told_of_a_proposal_and_where_to_decide(people, proposed, client):
    told = Notice.objects.get(user=people["performance_section"])
    assert told.sentence == "第一人民医院提出新指标“候诊时间”，等您决定是否批准入库。"
    client.force_login(people["performance_section"])
    page = client.get(told.address)
    assert page.status_code == 200
    assert "批准入库" in page.content.decode()
    assert not Notice.objects.filter(user=people["unit_filer"]).exists()


def test_the_search_box_of_the_library_page_is_empty(client, people):
    client.force_login(people["unit_filer"])
    page = client.get(reverse("indicators"), {"q": "候诊"}).content.decode()
    assert 'id="search" name="q" type="search"' in page
    box = page.split('id="search"')[1].split(">")[0]
    assert 'value=""' in box
