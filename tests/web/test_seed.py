"""The example district as a site: events for everything, work on every desk, passwords only where the demo made the site."""

from collections import Counter

import pytest
from django.conf import settings as site
from django.contrib.auth import authenticate

from wenxiao.core.errors import InputError
from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.digests import altered
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook
from wenxiao.web.seed.site import MARK, seed_site

pytestmark = pytest.mark.django_db
DEPARTMENTS = {"101", "102", "103"}


@pytest.fixture
def part(district_documents, settings, tmp_path):
    """The documents of three departments, and a folder for their site."""
    settings.DATA = tmp_path
    names = {
        d["subject"]["name"]
        for d in district_documents
        if d["form"] == "project_list" and d["subject"]["code"] in DEPARTMENTS
    }
    return [d for d in district_documents if (d.get("department") or d["subject"]["name"]) in names]


def test_everything_has_its_event_and_stands_somewhere(part):
    told = []
    seeded = seed_site("990112", part, told.append)
    assert seeded.made
    assert not list(broken_links())
    assert not list(altered())
    projects = {item["code"] for d in part if d["form"] == "project_list" for item in d["items"]}
    assert Row.objects.filter(register="projects").count() == len(projects)
    assert Row.objects.filter(register="budget_lines").count() == len(projects)
    filings = Filing.objects.all()
    assert filings
    for filing in filings:
        events = list(filing.events.order_by("number"))
        assert events[0].act == "create"
        assert events[-1].state == filing.state
        assert len(events) == filing.version
        assert [e.at for e in events] == sorted(e.at for e in events)
    states = Counter(filings.values_list("state", flat=True))
    assert states["adopted"] > len(filings) / 4
    assert not filings.filter(errors__gt=0).exclude(state="draft")


def test_one_account_a_role_and_passwords_that_change_with_every_run(part):
    seeded = seed_site("990112", part, print)
    assert [a.role for a in seeded.accounts] == [r.label for r in rulebook().roles.values()]
    assert all(User.objects.get(username=a.login).check_password(seeded.password) for a in seeded.accounts)
    others = User.objects.exclude(username__startswith="demo-")
    assert others
    assert not any(u.has_usable_password() and u.check_password(seeded.password) for u in others)
    events = Event.objects.count()
    again = seed_site("990112", part, print)
    assert not again.made
    assert again.password != seeded.password
    assert Event.objects.count() == events + 1
    assert Appointment.objects.filter(user__username__startswith="demo-").count() == len(seeded.accounts)
    assert authenticate(username="demo-observer", password=seeded.password) is None


def test_a_site_that_the_demo_did_not_make_is_left_alone(part):
    Body.objects.create(code="990112", name="真实的区", kind="jurisdiction")
    with pytest.raises(InputError, match="没有改动它"):
        seed_site("990112", part, print)
    assert not User.objects.exists()
    assert not (site.DATA / MARK).exists()
