"""The permission matrix: who may do what, where, generated from workflows and roles; never written by hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wenxiao.core.workflow.diagram import mermaid
from wenxiao.core.workflow.model import CHECK_LABEL, Role, State, Transition, Workflow
from wenxiao.web.indicators.acts import PROPOSE, acts
from wenxiao.web.rulebook import rulebook

Line = tuple[str, str, str, int | None, list[str]]
SCOPE = {
    "unit": "本单位", "department": "本部门及下属单位", "jurisdiction": "本财政区划", "assigned": "指派的对象",
    "none": "不看业务数据",
}  # fmt: skip


def matrix(request: HttpRequest) -> HttpResponse:
    """Show the matrix of every workflow."""
    known = rulebook()
    shown = {
        "roles": [
            (r.label, SCOPE[r.scope], r.reads_drafts, r.extends_deadlines) for r in known.roles.values()
        ],
        "tables": [*(_table(workflow) for workflow in known.workflows.values()), _library()],
    }
    return render(request, "desk/matrix.html", shown)


def _table(workflow: Workflow) -> dict[str, object]:
    known = rulebook()
    used = _used(workflow.transitions.values())
    forms = known.catalog.place("cn").forms
    return {
        "title": workflow.title,
        "forms": [forms[f].title for f in workflow.forms if f in forms],
        "heads": [r.label for r in used],
        "rows": _rows(workflow.states.values(), workflow.transitions.values(), used),
        "diagram": mermaid(workflow, known.roles),
    }


def _library() -> dict[str, object]:
    """Give the acts on a card of the indicator library, which has no filing and so no workflow."""
    kept = acts()
    used = _used(kept.acts.values())
    new = _row("库里还没有", kept.acts[PROPOSE], used)
    return {
        "title": "指标库",
        "forms": ["指标库的卡片"],
        "heads": [r.label for r in used],
        "rows": [new, *_rows(kept.states.values(), kept.acts.values(), used)],
    }


def _used(steps: Iterable[Transition]) -> list[Role]:
    held = {role for step in steps for role in step.roles}
    return [role for role in rulebook().roles.values() if role.id in held]


def _rows(states: Iterable[State], steps: Iterable[Transition], used: Iterable[Role]) -> list[Line]:
    every = list(steps)
    return [_row(s.label, step, used) for s in states for step in every if s.id in step.sources]


def _row(state: str, step: Transition, used: Iterable[Role]) -> Line:
    needs = "，".join(CHECK_LABEL[check] for check in step.requires)
    return state, step.label, needs, step.days, ["可以" if role.id in step.roles else "" for role in used]
