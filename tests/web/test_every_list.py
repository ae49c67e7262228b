"""Every address that needs no number of a row is visited with 10 and with 40 rows: as many queries, and no fault.

The addresses are walked from the URL conf, so a new page is covered when it is added; a list over
rows that nobody here knows how to make fails until a maker stands in MAKERS.
"""

import itertools

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from wenxiao.core.registers.reading import registers_of
from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.boards.answers import QUESTIONS
from wenxiao.web.desk.tasks import BOXES
from wenxiao.web.filings.models import Filing, Notice
from wenxiao.web.goals.models import Certificate
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db
FORMS = sorted(form for workflow in rulebook().workflows.values() for form in workflow.forms)
REGISTERS = registers_of(rulebook().catalog, "cn")
PLACES = {
    "form_id": FORMS, "register": sorted(REGISTERS), "name": [*BOXES, *QUESTIONS, *rulebook().workflows],
}  # fmt: skip
ELSEWHERE = ("/account/", "/static/")
FILES = (".xlsx", ".svg")
RULEBOOK = (
    "library/sources/<",
    "library/parameters/<",
    "library/rules/<",
)  # one entry, no rows of the database
NOT_GET = 405
MOST_QUERIES = 40  # of any page, however much it tells
ROLES = ("performance_section", "unit_filer", "audit_administrator")


def walk(patterns, before=""):
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, path)
        elif isinstance(pattern, URLPattern):
            yield path, list(pattern.pattern.converters)


def addresses():
    for path, keys in walk(get_resolver().url_patterns):
        if (
            set(keys) - set(PLACES)  # a page of one thing: its own tests open it
            or f"/{path}".startswith(ELSEWHERE)
            or path.endswith(FILES)
            or path.startswith(RULEBOOK)
        ):
            continue
        for values in itertools.product(*(PLACES[key] for key in keys)):
            told = path
            for key, value in zip(keys, values, strict=True):
                start = told.index("<")
                end = told.index(">")
                assert told[start:end].endswith(key)
                told = f"{told[:start]}{value}{told[end + 1 :]}"
            yield f"/{told}"


def make_filings(tree, count, start):
    now = timezone.now()
    made = []
    for form in FORMS:
        states = list(rulebook().workflow_of(form).states)
        made += [
            Filing(
                document=f"{form}/990112/2021/N{n}", form=form, body=tree["clinic"], fiscal_year=2021, subject_code=f"N{n}",
                subject_name=f"项目{n}", amount_fen=100, state=states[n % len(states)], holder_since=now,
                content={"form": form, "fiscal_year": 2021}, due=timezone.localdate(), errors=n % 2,
            )
            for n in range(start, start + count)
        ]  # fmt: skip
    return QuerySet(Filing).bulk_create(made)


def make_rows(tree, count, start):
    made = [
        Row(
            register=name, jurisdiction="990112", key=f"2021/N{n}", body=tree["clinic"], fiscal_year=2021, project=f"N{n}",
            name=f"项目{n}", amount_fen=100, content={"code": f"N{n}", "initial": 100, "adjustment": 5, "current": 105},
        )
        for name, register in REGISTERS.items() if register.kept_in == "rows"
        for n in range(start, start + count)
    ]  # fmt: skip
    return QuerySet(Row).bulk_create(made)


def make_bodies(tree, count, start):
    return [
        Body.objects.create(code=f"9{n:03}", name=f"单位{n}", kind="unit", parent=tree["health"])
        for n in range(start, start + count)
    ]


def make_everything(tree, people, count, start=0):
    filings, rows = make_filings(tree, count, start), make_rows(tree, count, start)
    make_rows(tree, 1, WITHOUT_GOAL + start)
    lines = [row for row in rows if row.register == "budget_lines"]
    QuerySet(Certificate).bulk_create(
        Certificate(
            number=f"C{n}", line=line, issued_by=people["performance_section"], issued_at=timezone.now(),
            content={"amount_fen": 1, "verdict": "可以安排"}, digest=f"c{n}",
        )
        for n, line in enumerate(lines, start=start)
    )  # fmt: skip
    Event.objects.bulk_create(
        Event(
            about=f"filing:{f.pk}", filing=f, actor=people["unit_filer"], act="submit", at=timezone.now(), opinion="请补充",
            content={}, rulebook="", previous="", digest=f"{start}-{n}",
        )
        for n, f in enumerate(filings)
    )  # fmt: skip
    Notice.objects.bulk_create(
        Notice(user=user, filing=f, sentence="送到您这里")
        for f in filings[:count]
        for user in people.values()
    )
    for n, body in enumerate(make_bodies(tree, count, start), start=start):
        user = User.objects.create_user(f"more{n}")
        Appointment.objects.create(user=user, role="unit_filer", body=body)


WITHOUT_GOAL = 10_000  # the number of a project that nobody filed for: the first round has one as well
MAKERS = {Filing, Row, Certificate, Event, Notice, Body}
LISTS = sorted(set(addresses()))


def visit(client, address):
    asked = {"size": "200"}
    client.get(address, asked, follow=True)  # the session remembers year and filter
    with CaptureQueriesContext(connection) as caught:
        page = client.get(address, asked, follow=True)
    return page, len(caught)


def test_the_walk_finds_the_lists():
    assert {
        "/",
        "/desk/sent/",
        "/filings/",
        "/boards/bodies/",
        "/boards/rows/",
        "/goals/gate/",
        "/goals/certificates/",
    } <= set(LISTS)
    assert {f"/filings/forms/{form}/" for form in FORMS} <= set(LISTS)
    assert "/registers/payments/" in LISTS


@pytest.mark.parametrize("role", ROLES)
def test_no_page_takes_more_queries_for_more_rows(client, people, tree, role, monkeypatch):
    people["audit_administrator"] = User.objects.create_user("audit_administrator")
    Appointment.objects.create(
        user=people["audit_administrator"], role="audit_administrator", body=tree["district"]
    )
    monkeypatch.setattr("wenxiao.web.accounts.middleware._lacks_second_factor", lambda request: False)
    client.force_login(people[role])
    make_everything(tree, people, 10)
    few = {}
    for address in LISTS:
        page, queries = visit(client, address)
        assert page.status_code in {200, 404, NOT_GET, 403}, (address, page.status_code)
        listing = (page.context or {}).get("listing")
        assert listing is None or listing.rows.model in MAKERS, (
            f"{address}: 请在 MAKERS 里加上怎样造 {listing.rows.model}"
        )
        if page.status_code == 200:
            few[address] = queries
    assert len(few) > 15
    make_everything(tree, people, 30, start=10)
    grown = {}
    for address, before in few.items():
        _, after = visit(client, address)
        if after != before or after > MOST_QUERIES:
            grown[address] = (before, after)
    assert not grown


def test_lists_that_have_rows_show_them(client, people, tree):
    client.force_login(people["performance_section"])
    make_everything(tree, people, 10)
    for address, count in (
        (reverse("filings:every"), None), (reverse("register_list", args=("payments",)), 11),
        (reverse("gate"), 11), (reverse("certificates"), 10),
    ):  # fmt: skip
        found = client.get(address, follow=True).context["page"].paginator.count
        assert found == count if count else found >= 10 * len(FORMS) // 2, address
