"""The year carried over: the dry run writes nothing, the deed does just what it said, and twice adds nothing."""

import pytest
from django.urls import reverse
from register_files import REGISTERS, write_csv

from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.goals.rollover import draft_of, dry_run, roll_over
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
