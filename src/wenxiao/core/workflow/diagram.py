"""A workflow as a picture: Mermaid text that any Markdown reader draws."""

from __future__ import annotations

from wenxiao.core.workflow.model import CHECK_LABEL, Role, Workflow


def mermaid(workflow: Workflow, roles: dict[str, Role]) -> str:
    """Give the state diagram; an arrow names the step, who takes it and what it requires."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial.id}"]
    lines += [f"    {state.id}: {state.label}" for state in workflow.states.values()]
    for step in workflow.transitions.values():
        who = "、".join(roles[r].label for r in step.roles)
        needs = "，".join(CHECK_LABEL[check] for check in step.requires)
        for source in step.sources:
            lines.append(
                f"    {source} --> {step.target}: {step.label}（{who}{'；' + needs if needs else ''}）"
            )
    lines += [f"    {state.id} --> [*]" for state in workflow.states.values() if state.final]
    return "\n".join(lines) + "\n"
