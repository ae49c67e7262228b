"""Boards: numbers counted by hand, each a link to just the rows it counts, in a fixed number of queries."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from register_files import PROJECT_HEADS, PROJECTS, REGISTERS, write_csv

from wenxiao.web.boards.answers import Asked, answers
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.importing import preview, write

pytestmark = pytest.mark.django_db
LINE_HEADS = ("预算年度", "预算单位代码", "项目编码", "项目名称", "年初批复数")


@pytest.fixture
def board(people, tree, tmp_path):
    """Three projects with a budget; goals: P1 returned and overdue with faults, X (no budget) due in two days, Y adopted."""
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
    today = timezone.localdate()
    told = [
        ("P1", "clinic", "returned", today - timedelta(days=1), 2, 1),
        ("X", "other", "unit_review", today + timedelta(days=2), 0, 0),
        ("Y", "school", "adopted", today - timedelta(days=9), 0, 0),
    ]  # fmt: skip
    with recording():
        for code, body, state, due, errors, unexplained in told:
            Filing.objects.create(
                document=code, form="project_goal", body=tree[body], fiscal_year=2021, subject_code=code, subject_name=code,
                state=state, content={"form": "project_goal"}, holder_since=timezone.now(), due=due, errors=errors,
                unexplained=unexplained,
            )  # fmt: skip
        append(Event(about="test", act="test", at=timezone.now(), content={}, rulebook=""))


def asked(user):
    return {a.id: a for a in answers(Asked(user, 2021, timezone.localdate()))}


def test_the_bureau_sees_all_departments(board, people):
    told = asked(people["performance_section"])
    assert [(line[0], line[1]) for line in told["not_filed"].lines] == [("区卫生健康局", 1), ("区教育局", 1)]
    assert told["not_filed"].sentence == "2 个部门还有 2 个项目没有填报绩效目标"
    assert told["overdue"].lines == [
        ["区卫生健康局", 1]
    ]  # Y is finished: past its day, but nobody waits for it
    assert told["due"].lines == [["区卫生健康局", 1]]
    assert told["returned"].sentence == "1 张表退回后还没有再报，涉及 1 个部门"
    assert told["quality"].lines == [["区卫生健康局", 50.0, 1, 2]]
    assert told["quality"].sentence == "3 份绩效目标中 1 份有未了结的疑点，涉及 1 个部门"


def test_a_unit_sees_its_own_and_a_stranger_nothing_of_it(board, people):
    assert {k: a.total for k, a in asked(people["unit_filer"]).items()} == {
        "not_filed": 0, "overdue": 1, "due": 0, "returned": 1, "quality": 1, "progress": 1,
    }  # fmt: skip
    assert asked(people["stranger"])["not_filed"].lines == [["区教育局", 1]]
    assert asked(people["expert"])["quality"].total == 0


@pytest.fixture
def visit(client, people):
    def go(who, address, *args, query=""):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        return client.get(reverse(address, args=args) + query)

    return go


@pytest.mark.parametrize("name", ["overdue", "due", "returned", "quality", "not_filed"])
def test_every_number_links_to_the_rows_it_counts(board, visit, people, client, name):
    told = asked(people["performance_section"])[name]
    visit("performance_section", "boards")
    for line, link in zip(told.lines, told.links, strict=True):
        page = client.get(link)
        assert page.context["page"].paginator.count == (line[2] if name == "quality" else line[1]), link


def test_charts_and_tables_say_the_same_sentence(board, visit):
    page = visit("performance_section", "boards").content.decode()
    assert "2 个部门还有 2 个项目没有填报绩效目标" in page
    chart = visit("performance_section", "board_chart", "not_filed")
    assert chart["Content-Type"] == "image/svg+xml"
    assert "2 个部门还有 2 个项目没有填报绩效目标" in chart.content.decode()
    assert visit("performance_section", "board_table", "not_filed").status_code == 200
    assert visit("performance_section", "board_chart", "nothing").status_code == 404


def test_a_draft_of_another_is_neither_listed_nor_counted(board, visit, people):
    with recording():
        Filing.objects.filter(document="X").update(state="draft")
        append(Event(about="test", act="test", at=timezone.now(), content={}, rulebook=""))
    page = visit("performance_section", "board_rows", query="?kind=open")
    hidden = Filing.objects.get(document="X")
    assert hidden.pk not in {filing.pk for filing in page.context["page"]}
    assert str(hidden.pk) not in page.content.decode()
    seen = Asked(people["performance_section"], 2021, timezone.localdate()).filings()
    assert not seen.filter(pk=hidden.pk).exists()


def test_who_lands_where(board, visit):
    assert "我的任务" in visit("unit_filer", "home").content.decode()
    assert "谁还没有填报绩效目标？" in visit("observer", "home").content.decode()


@pytest.mark.parametrize("more", [0, 40])
def test_the_board_takes_a_fixed_number_of_queries(board, visit, tree, more, django_assert_num_queries):
    with recording():
        for n in range(more):
            Filing.objects.create(
                document=f"Z{n}", form="project_goal", body=tree["other"], fiscal_year=2021, state="unit_review", content={},
                holder_since=timezone.now(),
            )  # fmt: skip
        append(Event(about="test", act="test", at=timezone.now(), content={}, rulebook=""))
    visit("performance_section", "boards")
    with django_assert_num_queries(QUERIES):
        visit("performance_section", "boards")


QUERIES = 21  # as counted; it must not grow with the rows
