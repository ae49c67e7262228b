"""Every role × state × step by direct requests against the matrix of the workflows; nothing across scope."""

import uuid

import pytest
from django.db.models import QuerySet
from django.urls import reverse

from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def filing(people, tree, goal):
    return services.create(people["unit_filer"], tree["clinic"], goal)


def at(name, filing, **more):
    return reverse(f"filings:{name}", kwargs={"pk": filing.pk, **more})


def test_every_role_state_and_step_by_direct_request(client, people, filing):
    workflow = rulebook().workflow_of("project_goal")
    allowed = set(workflow.permissions())
    people = {role: user for role, user in people.items() if role != "system_administrator"}
    for role, user in people.items():
        client.force_login(user)
        for state in workflow.states:
            for step in workflow.transitions.values():
                QuerySet(Filing).filter(pk=filing.pk).update(
                    state=state, version=1
                )  # past the guard, to put it there
                told = {"step": step.id, "version": 1, "opinion": "意见"}
                client.post(at("step", filing), told)
                moved = Filing.objects.get().state != state
                assert moved is ((role, state, step.id) in allowed), (role, state, step.id)


def test_only_the_holder_of_an_editable_state_writes(client, people, filing):
    workflow = rulebook().workflow_of("project_goal")
    for role, user in people.items():
        if role == "system_administrator":
            continue
        client.force_login(user)
        for state in workflow.states.values():
            QuerySet(Filing).filter(pk=filing.pk).update(state=state.id)
            version = Filing.objects.get().version
            client.post(at("edit", filing), {"version": version, "annual_goal": f"{role} {state.id}"})
            wrote = Filing.objects.get().version != version
            assert wrote is (state.editable and role == state.holder), (role, state.id)


def test_every_address_of_a_filing_is_not_found_across_scope(client, people, filing):
    client.force_login(people["stranger"])
    reading = ("view", "edit", "send", "workbook", "word")
    writing = ("check", "merge", "step", "deadline", "upload", "attach")
    other = {"attachment": uuid.uuid4()}
    assert {client.get(at(name, filing)).status_code for name in reading} == {404}
    assert {client.post(at(name, filing)).status_code for name in writing} == {404}
    assert client.get(at("attachment", filing, **other)).status_code == 404
    assert client.post(at("detach", filing, **other)).status_code == 404
    client.post(reverse("filings:batch"), {"step": "forward", "row": [f"{filing.pk}:1"]})
    assert Filing.objects.get().state == "draft"


def test_what_finance_writes_about_a_unit_is_seen_there_only_when_signed(client, people, tree, goal):
    content = {**goal, "form": "goal_review"}
    review = services.create(people["performance_section"], tree["clinic"], content)
    client.force_login(people["unit_filer"])
    assert client.get(at("view", review)).status_code == 404
    QuerySet(Filing).filter(pk=review.pk).update(state="leader_review")
    assert client.get(at("view", review)).status_code == 404
    QuerySet(Filing).filter(pk=review.pk).update(state="approved")
    assert client.get(at("view", review)).status_code == 200


def test_the_matrix_page_is_what_the_workflows_say(client, people):
    client.force_login(people["observer"])
    html = client.get(reverse("desk:permissions")).content.decode()
    for workflow in rulebook().workflows.values():
        assert workflow.title in html
    assert html.count("✓ 可以") == sum(len(w.permissions()) for w in rulebook().workflows.values())
