"""Lists: as many queries at 500 rows as at 5, filters that stay, sorting, pages, export of what is shown."""

import io

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.ui.models import ListColumns

pytestmark = pytest.mark.django_db
LISTS = ["/", "/desk/sent/", "/desk/done/", "/filings/forms/project_goal/"]


def fill(tree, count, state="unit_review"):
    now = timezone.now()
    QuerySet(Filing).bulk_create(
        Filing(
            document=f"project_goal/990112/2021/N{i}", form="project_goal", body=tree["clinic"], fiscal_year=2021,
            subject_code=f"N{i}", subject_name=f"项目{i:05}", amount_fen=(i + 1) * 1_000_000, state=state, content={},
            holder_since=now,
        )
        for i in range(count)
    )  # fmt: skip


def queries(client, address):
    client.get(address)  # the session remembers year and filter
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(address, follow=True).status_code == 200
    return len(caught)


@pytest.mark.parametrize("address", LISTS)
def test_query_count_does_not_grow_with_rows(client, people, tree, address):
    client.force_login(people["unit_reviewer"])
    fill(tree, 5)
    few = queries(client, address + "?size=200")
    QuerySet(Filing).all().delete()
    fill(tree, 500)
    assert queries(client, address + "?size=200") == few
    assert few <= 12


def test_ten_thousand_are_paged_filtered_sorted_and_exported(client, people, tree):
    client.force_login(people["unit_reviewer"])
    fill(tree, 10_000)
    address = reverse("filings:list", args=["project_goal"])
    page = client.get(address, {"size": "200", "page": "50"})
    assert "第 50 / 50 页" in page.content.decode()
    assert page.context["page"].paginator.count == 10_000
    found = client.get(address, {"q": "项目00042"})
    assert found.context["page"].paginator.count == 1
    largest = client.get(address, {"sort": "-amount"}).context["rows"][0]
    assert "10,000.00" in client.get(address, {"sort": "-amount"}).content.decode()
    assert largest[0].endswith(":1")
    lines = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode().splitlines()
    assert len(lines) == 10_001
    assert lines[0].startswith("\ufeff对象,编码,单位,金额（元）")
    book = load_workbook(
        io.BytesIO(b"".join(client.get(address, {"q": "项目0000", "export": "xlsx"}).streaming_content))
    )
    assert book.active.max_row == 11
    amounts = {book.active.cell(row, 4).value for row in range(2, 12)}
    assert amounts == {10_000.0 * n for n in range(1, 11)}  # 项目00000 to 项目00009, in 元


def test_a_filter_is_remembered_until_cleared(client, people, tree):
    client.force_login(people["unit_reviewer"])
    fill(tree, 3)
    address = reverse("filings:list", args=["project_goal"])
    client.get(address, {"q": "项目00001"})
    back = client.get(address, follow=True)
    assert back.context["page"].paginator.count == 1
    assert client.get(address, {"clear": "1"}, follow=True).context["page"].paginator.count == 3


def test_an_empty_list_says_what_to_do(client, people):
    client.force_login(people["unit_filer"])
    html = client.get(reverse("filings:list", args=["project_goal"])).content.decode()
    assert "点右上方的“新填一张”" in html


def test_many_are_passed_at_once_and_refusals_are_told(client, people, tree, goal):
    made = [
        services.create(
            people["unit_filer"],
            tree["clinic"],
            goal | {"subject": {"kind": "project", "code": c, "name": c}},
        )
        for c in ("甲", "乙")
    ]
    for filing in made:
        services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    client.force_login(people["unit_reviewer"])
    rows = [f"{made[0].pk}:2", f"{made[1].pk}:1"]  # the second was read before it was sent
    answer = client.post(reverse("filings:batch"), {"step": "forward", "row": rows}, follow=True)
    states = set(Filing.objects.values_list("subject_name", "state"))
    assert states == {("甲", "department_review"), ("乙", "unit_review")}
    html = answer.content.decode()
    assert "已办理 1 条" in html
    assert "没有办理：“乙”" in html


def test_each_person_chooses_columns_and_order_and_exports_them(client, people, tree):
    client.force_login(people["unit_reviewer"])
    fill(tree, 3)
    address = reverse("filings:list", args=["project_goal"])
    client.post(
        address,
        {
            "columns": "keep",
            "show": ["amount", "subject", "nonsense"],
            "place:amount": "1",
            "place:subject": "2",
        },
    )
    page = client.get(address)
    assert [column.label for column, *_ in page.context["heads"]] == ["金额", "对象"]
    lines = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode().splitlines()
    assert lines[0] == "\ufeff金额（元）,对象"
    assert set(lines[1:]) == {"10000.0,项目00000", "20000.0,项目00001", "30000.0,项目00002"}
    client.logout()
    client.force_login(people["unit_reviewer"])  # remembered for the person, not for the session
    assert len(client.get(address).context["heads"]) == 2
    client.force_login(people["unit_filer"])
    assert len(client.get(address).context["heads"]) == 9
    client.force_login(people["unit_reviewer"])
    client.post(address, {"columns": "all"})
    assert len(client.get(address).context["heads"]) == 9


def test_a_list_keeps_at_least_one_column_and_its_filter(client, people, tree):
    client.force_login(people["unit_reviewer"])
    fill(tree, 3)
    address = reverse("filings:list", args=["project_goal"])
    client.get(address, {"q": "项目00001"})
    answer = client.post(address, {"columns": "keep"}, follow=True)
    assert "至少要留一列" in answer.content.decode()
    assert len(answer.context["heads"]) == 9
    assert answer.context["page"].paginator.count == 1


def test_a_column_that_is_gone_is_left_out(client, people, tree):
    ListColumns.objects.create(
        user=people["unit_reviewer"], listing="project_goal", columns=["gone", "state"]
    )
    client.force_login(people["unit_reviewer"])
    fill(tree, 1)
    address = reverse("filings:list", args=["project_goal"])
    assert [column.id for column, *_ in client.get(address).context["heads"]] == ["state"]
    ListColumns.objects.update(columns=["gone"])
    assert len(client.get(address).context["heads"]) == 9


def test_texts_that_look_like_formulas_are_exported_as_texts(client, people, tree):
    client.force_login(people["unit_reviewer"])
    fill(tree, 1)
    QuerySet(Filing).update(subject_name="=1+1", subject_code="+86")
    address = reverse("filings:list", args=["project_goal"])
    text = b"".join(client.get(address, {"export": "csv"}).streaming_content).decode()
    assert text.splitlines()[1].startswith("'=1+1,'+86,")
    book = load_workbook(io.BytesIO(b"".join(client.get(address, {"export": "xlsx"}).streaming_content)))
    told = [book.active.cell(2, column) for column in (1, 2)]
    assert [(cell.value, cell.data_type) for cell in told] == [("=1+1", "s"), ("+86", "s")]
