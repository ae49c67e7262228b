"""The year carried over: the dry run writes nothing, the deed does just what it said, and twice adds nothing."""

import pytest
from django.urls import reverse
from register_files import REGISTERS, write_csv

from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.goals.rollover import draft_of, dry_run, roll_over
from wenxiao.web.goals.rollover_undo import UndoError, dry_undo, undo
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.digests import altered
from wenxiao.web.registers.importing import preview, write
from wenxiao.web.registers.models import Row

pytestmark = pytest.mark.django_db
HEADS = ("预算年度", "项目编码", "项目名称", "预算单位代码", "项目属性", "项目类型", "项目结束年度")
ROWS = [
    (2021, "P1", "甲", "361001", "新增项目", "经常性项目", ""), (2021, "P2", "乙", "361002", "新增项目", "一次性项目", ""),
    (2021, "P3", "丙", "205001", "延续项目", "一次性项目", "2022"), (2021, "P4", "丁", "205001", "延续项目", "经常性项目", "2021"),
]  # fmt: skip
WAY = [
    ("unit_filer", "submit"), ("unit_reviewer", "unit_pass"), ("department_reviewer", "department_pass"),
    ("business_section", "business_pass"), ("performance_section", "adopt"),
]  # fmt: skip


@pytest.fixture
def year(people, tree, tmp_path, goal):
    write(
        preview(REGISTERS["projects"], write_csv(tmp_path / "p.csv", HEADS, ROWS), tree["district"]),
        None,
        tree["district"],
    )
    filing = services.create(people["unit_filer"], tree["clinic"], goal)
    for role, step in WAY:
        filing = services.act(people[role], filing.pk, step, read_version=filing.version)
    return filing


def test_the_dry_run_says_what_continues_and_writes_nothing(year, tree):
    events = Event.objects.count()
    told = dry_run(tree["district"], 2021)
    assert [d.row.project for d in told.to_register] == [
        "P3",
        "P1",
    ]  # in the order of the bodies: 205 before 361
    assert [d.row.project for d in told.to_draft] == ["P1"]
    assert {d.row.project: d.reason for d in told.ended} == {
        "P2": "一次性项目，没有写结束年度，不自动延续；确要延续的，在项目登记里写明结束年度。",
        "P4": "项目结束年度是 2021 年。",
    }
    assert Event.objects.count() == events
    assert not Row.objects.filter(fiscal_year=2022).exists()


def test_the_deed_is_what_the_dry_run_said_and_twice_adds_nothing(year, tree, people):
    user = people["performance_section"]
    assert roll_over(user, tree["district"], 2021) == (2, 1)
    assert set(Row.objects.filter(fiscal_year=2022).values_list("project", flat=True)) == {"P1", "P3"}
    assert Row.objects.get(fiscal_year=2022, project="P1").content["standing"] == "延续项目"
    assert Row.objects.get(fiscal_year=2021, project="P1").content["standing"] == "新增项目"
    draft = Filing.objects.get(fiscal_year=2022)
    assert (draft.state, draft.subject_code, draft.body) == ("draft", "P1", tree["clinic"])
    assert draft.content["indicators"][0]["target"] == "≥12000人次"
    assert draft.amount_fen is None  # missing, not zero
    assert roll_over(user, tree["district"], 2021) == (0, 0)
    assert not list(broken_links())
    assert not list(altered())
    assert Event.objects.filter(act="roll_over", actor=user).count() == 1


def test_a_draft_keeps_targets_and_leaves_amounts_empty(goal):
    goal["items"] = [{"content": "设备", "amount": "30"}]
    draft = draft_of({**goal, "explanations": {"x": "y"}}, 2022)
    assert draft["fiscal_year"] == 2022
    assert [row["target"] for row in draft["indicators"]] == [row["target"] for row in goal["indicators"]]
    assert draft["items"] == [{"content": "设备"}]
    assert all(set(row) == {"line"} for row in draft["funds"])
    assert "explanations" not in draft


@pytest.mark.parametrize(("who", "status"), [
    ("performance_section", 200), ("business_section", 200), ("unit_filer", 404), ("department_reviewer", 404),
    ("observer", 404), ("stranger", 404),
])  # fmt: skip
def test_only_finance_carries_a_year_over(year, client, people, who, status):
    client.force_login(people[who])
    session = client.session
    session["years"], session["year"] = [2020, 2022], 2021
    session.save()
    assert client.get(reverse("roll_over")).status_code == status
    if status == 404:
        assert client.post(reverse("roll_over")).status_code == 404
        assert not Row.objects.filter(fiscal_year=2022).exists()


def test_undo_takes_back_just_what_was_carried_and_it_can_be_carried_again(year, tree, people):
    user, top = people["performance_section"], tree["district"]
    assert dry_undo(top, 2021).event is None
    before = sorted(Row.objects.values_list("key", flat=True))
    roll_over(user, top, 2021)
    events = Event.objects.count()
    told = dry_undo(top, 2021)
    assert (told.possible, [r.project for r in told.rows], [f.subject_code for f in told.drafts]) == (
        True, ["P1", "P3"], ["P1"],
    )  # fmt: skip
    assert Event.objects.count() == events  # the dry run writes nothing
    assert undo(user, top, 2021) == (2, 1)
    assert sorted(Row.objects.values_list("key", flat=True)) == before
    assert Filing.objects.get(fiscal_year=2022).state == "cancelled"
    assert Event.objects.filter(act="undo_roll_over").count() == 1
    assert not list(broken_links())
    assert not list(altered())
    with pytest.raises(UndoError, match="没有可以撤销"):
        undo(user, top, 2021)
    assert roll_over(user, top, 2021) == (2, 1)
    assert Filing.objects.filter(fiscal_year=2022, state="draft").count() == 1
    assert not list(altered())


@pytest.mark.parametrize("built", ["draft", "filing", "budget", "import"])
def test_what_has_been_built_on_stays(year, tree, people, goal, tmp_path, built):
    user, top = people["performance_section"], tree["district"]
    roll_over(user, top, 2021)
    if built == "draft":
        draft = Filing.objects.get(fiscal_year=2022)
        changed = {**draft.content, "annual_goal": "新一年的目标"}
        services.save(people["unit_filer"], draft.pk, changed, read_version=1)
    elif built == "filing":
        told = {**goal, "fiscal_year": 2022, "subject": {"kind": "project", "code": "P3", "name": "丙"}}
        services.create(people["stranger"], tree["school"], told)
    else:
        heads, rows, name = {
            "budget": (("预算年度", "预算单位代码", "项目编码", "年初批复数"), [(2022, "361001", "P1", "5")], "budget_lines"),
            "import": (HEADS, [(2022, "P8", "新", "361001", "新增项目", "一次性项目", "")], "projects"),
        }[built]  # fmt: skip
        write(preview(REGISTERS[name], write_csv(tmp_path / "b.csv", heads, rows), top), None, top)
    events = Event.objects.count()
    with pytest.raises(UndoError, match="不能撤销"):
        undo(user, top, 2021)
    assert Event.objects.count() == events
    carried = Row.objects.filter(fiscal_year=2022, register="projects", project__in=("P1", "P3"))
    assert carried.count() == 2


def test_the_undo_page_shows_first_and_is_finances(year, tree, people, client):
    roll_over(people["performance_section"], tree["district"], 2021)
    for who, status in (("performance_section", 200), ("unit_filer", 404), ("observer", 404)):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        page = client.get(reverse("undo_roll_over"))
        assert page.status_code == status, who
        if status == 200:
            assert "将删去结转登记的项目 2 个，取消结转建立的绩效目标草稿 1 份" in page.content.decode()
        else:
            assert client.post(reverse("undo_roll_over")).status_code == 404
    assert Row.objects.filter(fiscal_year=2022).count() == 2
