"""Every workflow is walked in full; planted faults are all found."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wenxiao.core.workflow.diagram import mermaid
from wenxiao.core.workflow.explore import faults, path_to, reachable
from wenxiao.core.workflow.model import State, Transition
from wenxiao.core.workflow.reading import read_roles, read_workflows
from wenxiao.rulebook import ROOT

ROLES = read_roles(ROOT / "cn" / "roles.yaml")
WORKFLOWS = read_workflows(ROOT / "cn" / "workflows", ROLES)


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=list(WORKFLOWS))
def test_sound(workflow):
    assert not list(faults(workflow, ROLES))
    assert reachable(workflow, workflow.initial.id) == set(workflow.states)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(WORKFLOWS)), st.integers(0, 2**32))
def test_no_walk_reaches_the_success_past_a_reviewer(name, seed):
    workflow, chance = WORKFLOWS[name], random.Random(seed)
    state, passed = workflow.initial.id, set()
    for _ in range(60):
        if workflow.states[state].final:
            break
        passed.add(state)
        state = chance.choice([t for t in workflow.transitions.values() if state in t.sources]).target
    if state == workflow.success:
        assert {s.id for s in workflow.states.values() if s.reviewer} <= passed


@pytest.mark.parametrize("workflow", WORKFLOWS.values(), ids=list(WORKFLOWS))
def test_each_reviewer_passes_only_from_their_own_desk(workflow):
    for role, state, transition in workflow.permissions():
        if workflow.transitions[transition].kind in {"forward", "return"}:
            assert workflow.states[state].holder == role


def _with(workflow, **changes):
    return workflow.model_copy(update=changes)


def test_planted_faults_are_told_with_a_remedy():
    goal = WORKFLOWS["goal"]
    short_cut = Transition.model_validate(
        {"id": "x", "label": "直接通过", "from": ["unit_review"], "to": "adopted", "roles": ["unit_reviewer"]}
    )
    told = list(faults(_with(goal, transitions={**goal.transitions, "x": short_cut}), ROLES))
    assert any("绕过“待绩效科审核”：提交审核、直接通过" in sentence for sentence in told)
    lost = State(id="lost", label="迷失", holder="unit_filer")
    told = list(faults(_with(goal, states={**goal.states, "lost": lost}), ROLES))
    assert any("“迷失”到不了" in s for s in told)
    assert any("“迷失”没有出路" in s for s in told)
    stranger = goal.transitions["submit"].model_copy(update={"roles": ("stranger",)})
    told = list(faults(_with(goal, transitions={**goal.transitions, "submit": stranger}), ROLES))
    assert any("stranger 没有定义" in s for s in told)
    again = goal.transitions["submit"].model_copy(update={"sources": ("adopted",)})
    told = list(faults(_with(goal, transitions={**goal.transitions, "submit": again}), ROLES))
    assert any("终结状态不能再变" in s for s in told)


def test_the_straight_way_of_a_goal():
    assert path_to(WORKFLOWS["goal"], "adopted") == [
        "submit", "unit_pass", "department_pass", "business_pass", "adopt",
    ]  # fmt: skip


def test_diagram_names_every_state_and_step():
    text = mermaid(WORKFLOWS["goal"], ROLES)
    for state in WORKFLOWS["goal"].states.values():
        assert state.label in text
    assert "提交审核（单位填报人；没有必改疑点，须说明的疑点都已说明）" in text
