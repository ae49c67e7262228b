"""The gate of the budget: what it says of each line, certificates that can be checked, and who may issue them."""

import copy

import pytest
from django.urls import reverse
from django.utils import timezone
from register_files import PROJECT_HEADS, PROJECTS, REGISTERS, write_csv

from wenxiao.web.accounts.scope import body_scope
from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.goals import gate
from wenxiao.web.goals.certificates import CertificateError, check, issue
from wenxiao.web.goals.models import Certificate
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.importing import preview, write
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db
LINE_HEADS = ("预算年度", "预算单位代码", "项目编码", "项目名称", "年初批复数")
WAY = [
    ("unit_filer", "submit"), ("unit_reviewer", "unit_pass"), ("department_reviewer", "department_pass"),
    ("business_section", "business_pass"), ("performance_section", "adopt"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def example_place(monkeypatch, request):
    """The example district has adopted the gate; its rulebook counts here."""
    root = request.config.rootpath / "examples" / "district" / "rulebook"
    monkeypatch.setenv("WENXIAO_RULEBOOK", str(root))
    rulebook.cache_clear()
    gate.terms_of.cache_clear()
    yield
    rulebook.cache_clear()
    gate.terms_of.cache_clear()


@pytest.fixture
def budget(people, tree, tmp_path):
    """P1 100 元 with the goal of the fixture, P2 200 元 and P3 400 元 without."""
    lines = [
        (2021, "361001", "P1", "甲", "100"),
        (2021, "361002", "P2", "乙", "200"),
        (2021, "205001", "P3", "丙", "400"),
    ]
    for register, heads, rows in (("projects", PROJECT_HEADS, PROJECTS), ("budget_lines", LINE_HEADS, lines)):
        write(
            preview(
                REGISTERS[register], write_csv(tmp_path / f"{register}.csv", heads, rows), tree["district"]
            ),
            None,
            tree["district"],
        )


def verdicts(**changed):
    terms = gate.terms_of("990112", 2021, timezone.localdate())
    if changed:
        from dataclasses import replace

        terms = replace(terms, **changed)
    lines = gate.with_goals(Row.objects.filter(register="budget_lines"), terms)
    told = {line.project: gate.judge_line(line, terms) for line in lines}
    for kind in gate.VERDICTS:  # the filter of the list says the same as the sentence
        found = set(lines.filter(gate.verdict_filter(kind, terms)).values_list("project", flat=True))
        assert found == {code for code, verdict in told.items() if verdict.kind == kind}, kind
    return told


@pytest.fixture
def filed(budget, people, tree, goal):
    goal = {**goal, "subject": {"kind": "project", "code": "P1", "name": "甲"}}
    return services.create(people["unit_filer"], tree["clinic"], goal)


def adopt(filing, people, steps=WAY):
    for role, step in steps:
        filing = services.act(people[role], filing.pk, step, read_version=filing.version)
    return filing


def test_without_a_goal_nothing_is_arranged(budget):
    told = verdicts()
    assert {code: v.kind for code, v in told.items()} == dict.fromkeys(("P1", "P2", "P3"), gate.MAY_NOT)
    assert told["P1"].reason == "2021年没有报送绩效目标；请单位填报、报送并经审核通过。"


def test_a_goal_opens_the_gate_only_when_adopted(filed, people):
    for number, state in enumerate(
        ("没有报送", "待单位审核", "待主管部门审核", "待财政业务科审核", "待绩效科审核")
    ):
        filed.refresh_from_db()
        told = verdicts()["P1"]
        assert (told.kind, state in told.reason) == (gate.MAY_NOT, True)
        adopt(filed, people, WAY[number : number + 1])
    assert verdicts()["P1"].kind == gate.MAY
    assert verdicts()["P2"].kind == gate.MAY_NOT


def test_where_no_place_has_adopted_the_rule_it_only_advises(budget):
    assert verdicts(blocks=False)["P1"].kind == gate.ADVISED
    terms = gate.terms_of("cn", 2021, timezone.localdate())
    assert not terms.blocks
    assert "不拦预算" in terms.basis


def test_the_list_does_not_state_a_rule_that_nobody_adopted(client, people, budget, monkeypatch):
    client.force_login(people["performance_section"])
    rule = "未按规定填报绩效目标的项目不予安排预算。"
    assert rule in client.get("/goals/gate/").content.decode()
    national = gate.terms_of("cn", 2021, timezone.localdate())
    monkeypatch.setattr("wenxiao.web.goals.gate_views._terms", lambda _: national)
    page = client.get("/goals/gate/").content.decode()
    assert rule not in page
    assert "这一条，没有目标的只提示补报，不拦预算。" in page


def test_a_category_out_of_scope_needs_no_goal(budget):
    with recording():
        Row.objects.filter(register="projects", project="P2").update(content={"category": "人员类"})
        Row.objects.filter(register="projects", project="P3").update(content={"category": "特定目标类"})
        note()
    told = verdicts(categories=frozenset({"特定目标类"}))
    assert {code: v.kind for code, v in told.items()} == {
        "P1": gate.MAY_NOT,
        "P2": gate.EXEMPT,
        "P3": gate.MAY_NOT,
    }


def note():
    from wenxiao.web.journal.chain import append

    append(Event(about="test", act="test", at=timezone.now(), content={}, rulebook=""))


@pytest.mark.parametrize(("state", "kind"), [("draft", gate.MAY), ("approved", gate.MAY_NOT)])
def test_a_poor_grade_of_the_finished_review_keeps_an_adopted_goal_out(filed, people, tree, state, kind):
    adopt(filed, people)
    with recording():
        Filing.objects.create(
            body=tree["clinic"], form="goal_review", document="r", fiscal_year=2021, subject_code="P1", state=state,
            content={"claimed_grade": "差"}, holder_since=timezone.now(),
        )  # fmt: skip
        note()
    told = verdicts()["P1"]
    assert told.kind == kind
    assert ("审核等级为“差”" in told.reason) is (kind == gate.MAY_NOT)


def test_lines_are_counted_and_added_up(filed, people):
    adopt(filed, people)
    terms = gate.terms_of("990112", 2021, timezone.localdate())
    found = gate.counted(gate.with_goals(Row.objects.filter(register="budget_lines"), terms), terms)
    assert found.verdicts == {"may": (1, 10_000), "may_not": (2, 60_000), "exempt": (0, 0), "advised": (0, 0)}
    assert (found.added, found.added_blocked) == ((0, 0), 0)


def test_a_certificate_can_be_checked_and_tells_when_things_have_moved(filed, people):
    adopt(filed, people)
    line = Row.objects.get(register="budget_lines", project="P1")
    made = issue(people["performance_section"], [line.pk])[0]
    assert made.number == "990112-2021-000001"
    assert made.content["verdict"] == "可以安排"
    assert made.content["amount_fen"] == 10_000
    assert "江财绩〔2021〕1号" in made.content["basis"]
    assert check(made).sentence == "证明没有被改动，现在的情况与出具时相同。"
    assert Event.objects.filter(about=f"certificate:{made.number}").count() == 1
    assert not list(broken_links())
    with recording():
        Row.objects.filter(pk=line.pk).update(amount_fen=20_000)
        note()
    assert "预算数有变化" in check(made).sentence
    altered = copy.deepcopy(made)
    altered.content["amount_fen"] = 99
    assert not check(altered).whole


def test_only_who_adopts_goals_issues_certificates_and_only_in_scope(filed, people):
    line = Row.objects.get(register="budget_lines", project="P1")
    for who in ("unit_filer", "unit_reviewer", "department_reviewer", "business_section", "observer"):
        with pytest.raises(CertificateError):
            issue(people[who], [line.pk])
    with pytest.raises(CertificateError):
        issue(people["stranger"], [line.pk])
    assert not Certificate.objects.exists()


@pytest.fixture
def visit(client, people):
    def go(who, address, *args, query="", post=None):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        url = reverse(address, args=args) + query
        return client.get(url) if post is None else client.post(url, post, follow=True)

    return go


def test_the_list_shows_each_its_own_lines_and_exports(filed, visit, people):
    adopt(filed, people)
    mine = visit("unit_filer", "gate").content.decode()
    assert "P1" in mine
    assert "P2" not in mine
    assert "出具证明" not in mine
    whole = visit("performance_section", "gate").content.decode()
    assert all(code in whole for code in ("P1", "P2", "P3"))
    assert "<strong>2</strong> 条" in whole
    narrowed = visit("performance_section", "gate", query="?verdict=may&export=csv")
    lines = b"".join(narrowed.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("P1,甲,第一人民医院,100.0,年初预算,可以安排")


def test_a_certificate_of_another_unit_is_no_page(filed, visit, people):
    line = Row.objects.get(register="budget_lines", project="P1")
    page = visit("performance_section", "certificate_issue", post={"row": [line.pk]})
    assert "绩效目标审核情况证明" in page.content.decode()
    number = Certificate.objects.get().number
    assert visit("unit_filer", "certificate", number).status_code == 200
    assert visit("stranger", "certificate", number).status_code == 404
    assert visit("unit_filer", "certificate_issue", post={"row": [line.pk]}).status_code == 403
    assert body_scope(people["stranger"], rulebook().roles) is not None


@pytest.mark.parametrize("count", [2, 30])
def test_the_list_takes_a_fixed_number_of_queries(
    budget, visit, tree, tmp_path, count, django_assert_num_queries
):
    projects = [(2021, f"X{n}", f"项目{n}", "361001", "延续项目", "经常性项目") for n in range(count)]
    lines = [(2021, "361001", f"X{n}", f"项目{n}", "10") for n in range(count)]
    for register, heads, rows in (("projects", PROJECT_HEADS, projects), ("budget_lines", LINE_HEADS, lines)):
        write(
            preview(REGISTERS[register], write_csv(tmp_path / "x.csv", heads, rows), tree["district"]),
            None,
            tree["district"],
        )
    visit("performance_section", "gate")
    with django_assert_num_queries(QUERIES):
        visit("performance_section", "gate")


QUERIES = 16  # as counted; it must not grow with the rows


ADDED_HEADS = (*LINE_HEADS, "调整数", "变动后预算数", "调整日期", "调整文号")


@pytest.fixture
def added(budget, people, tree, tmp_path):
    """P1 gets 50 元 in mid-year that were not in the budget; P2's 200 元 grow to 250 元 and are no addition."""
    lines = [
        (2021, "361001", "P9", "丁", "0", "50", "50", "2021-06-18", "江财预〔2021〕9号"),
        (2021, "361002", "P2", "乙", "200", "50", "250", "2021-06-18", ""),
    ]
    told = (
        ("projects", PROJECT_HEADS, [(2021, "P9", "丁", "361001", "新增项目", "一次性项目")]),
        ("budget_lines", ADDED_HEADS, lines),
    )
    for register, heads, rows in told:
        path = write_csv(tmp_path / "added.csv", heads, rows)
        write(preview(REGISTERS[register], path, tree["district"]), None, tree["district"])


def test_money_added_in_mid_year_needs_its_goal_first(added, people, tree, goal):
    told = verdicts()
    assert told["P9"].kind == gate.MAY_NOT
    assert told["P9"].reason == "年中追加的预算，还没有报送绩效目标；先报送绩效目标并经审核通过，再安排资金。"
    assert "年中追加" not in told["P2"].reason
    lines = Row.objects.filter(register="budget_lines")
    assert set(lines.filter(gate.added()).values_list("project", flat=True)) == {"P9"}
    assert {line.project for line in lines if gate.is_added(line)} == {"P9"}
    filing = services.create(
        people["unit_filer"],
        tree["clinic"],
        {**goal, "subject": {"kind": "project", "code": "P9", "name": "丁"}},
    )
    adopt(filing, people)
    assert verdicts()["P9"].kind == gate.MAY


def test_additions_have_their_own_entry_and_their_own_certificate(added, visit, people, tree, goal):
    page = visit("performance_section", "gate").content.decode()
    assert "其中 1 条的绩效目标还没有审核通过，先报目标、再安排资金。" in page
    narrowed = visit("performance_section", "gate", query="?origin=added")
    assert [line.project for line in narrowed.context["page"]] == ["P9"]
    line = Row.objects.get(register="budget_lines", project="P9")
    filing = services.create(
        people["unit_filer"],
        tree["clinic"],
        {**goal, "subject": {"kind": "project", "code": "P9", "name": "丁"}},
    )
    adopt(filing, people)
    told = visit("performance_section", "certificate_issue", post={"row": [line.pk]}).content.decode()
    assert "年中追加预算绩效目标审核情况证明" in told
    assert "年中追加，不在年初预算内，2021年6月18日追加（江财预〔2021〕9号）" in told
    assert "追加数" in told
    other = Row.objects.get(register="budget_lines", project="P2")
    told = visit("performance_section", "certificate_issue", post={"row": [other.pk]}).content.decode()
    assert "年中追加" not in told
