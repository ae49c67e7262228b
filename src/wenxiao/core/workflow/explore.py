"""Exploring a workflow in full: no dead end, no orphan, no skipped reviewer, everyone known."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from wenxiao.core.workflow.model import Role, Workflow


def reachable(workflow: Workflow, start: str, without: Collection[str] = ()) -> set[str]:
    """Give the states that can be reached from ``start``, itself included, passing through none of ``without``."""
    seen, todo = set(), [start]
    while todo:
        state = todo.pop()
        if state in seen or state in without:
            continue
        seen.add(state)
        todo += [t.target for t in workflow.transitions.values() if state in t.sources]
    return seen


def path_to(workflow: Workflow, goal: str, without: Collection[str] = ()) -> list[str] | None:
    """Give the shortest list of transitions from the initial state to ``goal``, ``None`` when there is none."""
    start = workflow.initial.id
    todo: list[tuple[str, list[str]]] = [(start, [])]
    seen: set[str] = set()
    while todo:
        state, way = todo.pop(0)
        if state == goal:
            return way
        if state in seen or state in without:
            continue
        seen.add(state)
        todo += [(t.target, [*way, t.id]) for t in workflow.transitions.values() if state in t.sources]
    return None


def faults(workflow: Workflow, roles: dict[str, Role]) -> Iterator[str]:
    """Give every fault of a workflow as a Chinese sentence with the remedy; nothing when it is sound."""
    yield from _names(workflow, roles)
    if sum(state.initial for state in workflow.states.values()) != 1:
        yield f"流程“{workflow.title}”须恰有一个起始状态，请给一个状态写 initial: true。"
        return
    found = reachable(workflow, workflow.initial.id)
    for state in workflow.states.values():
        if state.id not in found:
            yield f"流程“{workflow.title}”的状态“{state.label}”到不了，请加一个通向它的步骤或删去它。"
        ends = {s.id for s in workflow.states.values() if s.final}
        if not state.final and not reachable(workflow, state.id) & ends:
            yield f"流程“{workflow.title}”的状态“{state.label}”没有出路，请加一个离开它的步骤。"
        if not state.final and state.holder is None:
            yield f"流程“{workflow.title}”的状态“{state.label}”没有经办角色，请写 holder。"
    for state in workflow.states.values():
        if state.reviewer and (way := path_to(workflow, workflow.success, {state.id})) is not None:
            steps = "、".join(workflow.transitions[name].label for name in way)
            yield f"流程“{workflow.title}”可以绕过“{state.label}”：{steps}。请去掉绕过它的步骤。"


def _names(workflow: Workflow, roles: dict[str, Role]) -> Iterator[str]:
    if workflow.success not in workflow.states:
        yield f"流程“{workflow.title}”的 success“{workflow.success}”不是它的状态，请改正。"
    for state in workflow.states.values():
        if state.holder is not None and state.holder not in roles:
            yield f"状态“{state.label}”的经办角色 {state.holder} 没有定义，请在 roles.yaml 中登记。"
    for step in workflow.transitions.values():
        for name in (*step.sources, step.target):
            if name not in workflow.states:
                yield f"步骤“{step.label}”提到的状态 {name} 没有定义，请改正。"
        for role in step.roles:
            if role not in roles:
                yield f"步骤“{step.label}”的角色 {role} 没有定义，请在 roles.yaml 中登记。"
        if not step.roles:
            yield f"步骤“{step.label}”没有角色，谁也不能办，请写 roles。"
        if any(workflow.states[s].final for s in step.sources if s in workflow.states):
            yield f"步骤“{step.label}”从终结状态出发，终结状态不能再变，请改正。"
