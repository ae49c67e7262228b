"""The permission matrix: who may do what, where, generated from workflows and roles; never written by hand."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wenxiao.core.workflow.diagram import mermaid
from wenxiao.core.workflow.model import CHECK_LABEL, Workflow
from wenxiao.web.rulebook import rulebook

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
        "tables": [_table(workflow) for workflow in known.workflows.values()],
    }
    return render(request, "desk/matrix.html", shown)


def _table(workflow: Workflow) -> dict[str, object]:
    known = rulebook()
    used = [r for r in known.roles.values() if any(r.id in t.roles for t in workflow.transitions.values())]
    forms = known.catalog.place("cn").forms
    rows = []
    for state in workflow.states.values():
        for step in workflow.transitions.values():
            if state.id in step.sources:
                needs = "，".join(CHECK_LABEL[check] for check in step.requires)
                marks = ["可以" if role.id in step.roles else "" for role in used]
                rows.append((state.label, step.label, needs, step.days, marks))
    return {
        "title": workflow.title,
        "forms": [forms[f].title for f in workflow.forms if f in forms],
        "heads": [r.label for r in used],
        "rows": rows,
        "diagram": mermaid(workflow, known.roles),
    }
