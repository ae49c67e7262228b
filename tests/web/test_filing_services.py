"""Filing, reviewing and the chain of events: nothing lost, nothing skipped, nothing overwritten, nothing unlogged."""

import copy
import json

import pytest
from django.db.models import Q, QuerySet

from wenxiao.web.accounts.scope import body_scope, roles_at
from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.services import NotAllowedError, StaleWriteError
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db

WAY = [
    ("unit_filer", "submit", "unit_review"), ("unit_reviewer", "unit_pass", "department_review"),
    ("department_reviewer", "department_pass", "business_review"), ("business_section", "business_pass", "performance_review"),
    ("performance_section", "adopt", "adopted"),
]  # fmt: skip


@pytest.fixture
def filing(people, tree, goal):
    return services.create(people["unit_filer"], tree["clinic"], goal)


def test_a_goal_walks_the_whole_way_and_every_act_is_logged(filing, people):
    for role, step, state in WAY:
        filing = services.act(people[role], filing.pk, step, read_version=filing.version)
        assert filing.state == state
    acts = list(Event.objects.values_list("act", "actor__username"))
    assert acts == [("create", "unit_filer"), *((step, role) for role, step, _ in WAY)]
    assert not list(broken_links())


def test_a_draft_full_of_faults_saves_but_does_not_pass(filing, people, goal):
    faulty = copy.deepcopy(goal)
    faulty["indicators"][0]["target"] = None
    filing = services.save(people["unit_filer"], filing.pk, faulty, read_version=1)
    assert Filing.objects.get().content["indicators"][0]["target"] is None
    with pytest.raises(NotAllowedError, match="必改疑点 [1-9]"):
        services.act(people["unit_filer"], filing.pk, "submit", read_version=2)
    assert Filing.objects.get().state == "draft"


def test_a_stale_write_overwrites_nothing_and_keeps_both(filing, people, goal):
    mine, theirs = copy.deepcopy(goal), copy.deepcopy(goal)
    theirs["annual_goal"] = "他人先改"
    mine["annual_goal"] = "我后改"
    services.save(people["unit_filer"], filing.pk, theirs, read_version=1)
    with pytest.raises(StaleWriteError) as caught:
        services.save(people["unit_filer"], filing.pk, mine, read_version=1)
    assert Filing.objects.get().content["annual_goal"] == "他人先改"
    assert caught.value.mine["annual_goal"] == "我后改"
    assert caught.value.filing.content["annual_goal"] == "他人先改"


def test_every_role_and_step_against_the_matrix_of_the_workflow(filing, people):
    """Whoever the workflow does not name is refused, in every state; whoever it names is not."""
    workflow = rulebook().workflow_of("project_goal")
    allowed = set(workflow.permissions())
    for state in workflow.states:
        QuerySet(Filing).update(state=state)  # past the guard, only to put it there
        for role, user in people.items():
            for step in workflow.transitions:
                may = step in {t.id for t in services.steps_for(user, Filing.objects.get())}
                assert may is ((role, state, step) in allowed), (role, state, step)


def test_scope_follows_the_tree(filing, people, tree):
    roles = rulebook().roles

    def sees(who):
        return Filing.objects.filter(body_scope(people[who], roles)).exists()

    assert all(
        sees(r)
        for r in ("unit_filer", "unit_reviewer", "department_reviewer", "performance_section", "observer")
    )
    assert not any(sees(r) for r in ("stranger", "expert", "system_administrator"))
    assert roles_at(people["department_reviewer"], tree["other"], roles) == {"department_reviewer"}
    assert roles_at(people["stranger"], tree["clinic"], roles) == set()
    assert body_scope(people["stranger"], roles) != Q()


def test_nobody_files_for_another_unit(people, tree, goal):
    with pytest.raises(NotAllowedError, match="单位填报人"):
        services.create(people["stranger"], tree["clinic"], goal)
    assert not Filing.objects.exists()
    assert not Event.objects.exists()


def test_a_submitted_filing_is_not_edited_but_returned_with_an_opinion(filing, people, goal):
    filing = services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    with pytest.raises(NotAllowedError):
        services.save(people["unit_filer"], filing.pk, goal, read_version=2)
    with pytest.raises(NotAllowedError, match="填写意见"):
        services.act(people["unit_reviewer"], filing.pk, "unit_return", read_version=2)
    filing = services.act(
        people["unit_reviewer"], filing.pk, "unit_return", read_version=2, opinion="数量指标偏少"
    )
    assert filing.state == "returned"
    assert Event.objects.last().opinion == "数量指标偏少"
    services.save(people["unit_filer"], filing.pk, goal, read_version=3)


@pytest.mark.parametrize("tamper", [
    lambda e: e.update(opinion="另写"), lambda e: e.update(content={}), lambda e: e.update(digest="0" * 64),
])  # fmt: skip
def test_tampering_with_any_event_shows(filing, people, goal, tamper):
    services.save(people["unit_filer"], filing.pk, goal | {"annual_goal": "改过"}, read_version=1)
    tamper(Event.objects.filter(act="create"))
    assert list(broken_links())


def test_a_removed_event_shows(filing, people, goal):
    services.save(people["unit_filer"], filing.pk, goal | {"annual_goal": "改过"}, read_version=1)
    Event.objects.filter(act="create").delete()
    assert any("接不上" in sentence for sentence in broken_links())


def test_more_rows_than_a_page_takes_are_refused_and_none_is_dropped(client, people, tree, goal):
    filing = services.create(people["unit_filer"], tree["clinic"], goal)
    client.force_login(people["unit_filer"])
    rows = json.dumps([{"level1": "产出指标", "level3": f"指标{n}", "target": "≥1"} for n in range(2001)])
    told = {"version": 1, "grid:indicators": rows}
    answer = client.post(f"/filings/{filing.pk}/edit/", told, headers={"X-Wenxiao": "autosave"})
    assert answer.status_code == 422
    assert "2001 行" in answer.json()["sentence"]
    assert client.post(f"/filings/{filing.pk}/edit/", told).status_code == 400
    kept = Filing.objects.get(pk=filing.pk)
    assert (kept.version, len(kept.content["indicators"])) == (1, 4)
