"""Savings soon after one another keep what changed; every version comes back whole, and the chain stays whole."""

import copy
import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from wenxiao.core.changes import applied, changes
from wenxiao.web.filings import services
from wenxiao.web.filings.history import SINCE, content_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.models import Event

pytestmark = pytest.mark.django_db
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)
DOCUMENTS = st.dictionaries(st.text(max_size=2), VALUES, max_size=4)


@given(DOCUMENTS, DOCUMENTS)
@settings(max_examples=200, deadline=None)
def test_changes_lead_from_any_document_to_any_other(before, after):
    kept = copy.deepcopy(before)
    told = json.loads(json.dumps(changes(before, after)))  # as the database keeps it
    assert json.dumps(applied(before, told), sort_keys=True) == json.dumps(after, sort_keys=True)
    assert before == kept


@pytest.fixture
def clock(monkeypatch):
    start = timezone.now()
    return lambda minutes: monkeypatch.setattr(timezone, "now", lambda: start + timedelta(minutes=minutes))


@pytest.fixture
def filing(people, tree, goal, clock):
    clock(0)
    return services.create(people["unit_filer"], tree["clinic"], goal)


def versions(goal, count):
    """Contents that differ by one target each."""
    for number in range(count):
        told = copy.deepcopy(goal)
        told["indicators"][0]["target"] = f"≥{12_001 + number}人次"
        yield told


def test_autosaves_of_a_sitting_are_short_and_every_version_comes_back(filing, people, goal, clock, client):
    contents = [goal]
    for number, told in enumerate(versions(goal, 5)):
        clock(1 + number)
        filing = services.save(people["unit_filer"], filing.pk, told, read_version=filing.version)
        contents.append(told)
    events = list(Event.objects.order_by("number"))
    assert [SINCE in e.content for e in events] == [False, True, True, True, True, True]
    assert all(len(json.dumps(e.content)) < len(json.dumps(goal)) / 2 for e in events[1:])
    assert [content_of(e) for e in events] == contents
    assert not list(broken_links())
    clock(11)  # ten minutes after the last one kept whole
    services.save(
        people["unit_filer"], filing.pk, {**goal, "annual_goal": "又改"}, read_version=filing.version
    )
    assert SINCE not in Event.objects.last().content
    client.force_login(people["unit_filer"])
    told = {"tab": "versions", "old": events[1].number, "new": events[4].number}
    page = client.get(reverse("filings:view", args=[filing.pk]), told).content.decode()
    assert "<del>≥12001人次</del>" in page
    assert "<ins>≥12004人次</ins>" in page


def test_steps_keep_all_and_another_person_begins_anew(filing, people, goal, clock):
    first, second = versions(goal, 2)
    clock(1)
    filing = services.save(people["unit_filer"], filing.pk, first, read_version=1)
    filing = services.act(people["unit_filer"], filing.pk, "submit", read_version=2)
    assert Event.objects.last().content == first
    filing = services.act(people["unit_reviewer"], filing.pk, "unit_return", read_version=3, opinion="请补充")
    assert Event.objects.last().content == first
    services.save(people["unit_filer"], filing.pk, second, read_version=4)
    assert Event.objects.last().content == second  # the last event was not a saving of one's own
    assert Filing.objects.get().content == first  # what was handed in stands


def test_a_rewrite_is_kept_whole(filing, people, goal, clock):
    clock(1)
    other = {**goal, "annual_goal": "另写" * 200, "indicators": goal["indicators"][:1]}
    services.save(people["unit_filer"], filing.pk, other, read_version=1)
    assert Event.objects.last().content == other


def test_tampering_with_what_a_saving_builds_on_shows(filing, people, goal, clock):
    clock(1)
    services.save(people["unit_filer"], filing.pk, next(versions(goal, 1)), read_version=1)
    Event.objects.filter(act="create").update(content={**goal, "annual_goal": "改过"})
    assert list(broken_links())
    with pytest.raises(services.WenxiaoError, match="还原不出来"):
        content_of(Event.objects.last())
