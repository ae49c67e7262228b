"""What a workflow is: from it come buttons, permissions, to-do queues and the diagram."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Check = Literal["no_errors", "warnings_explained", "opinion"]
Kind = Literal["forward", "return", "withdraw", "end"]
CHECK_LABEL: dict[Check, str] = {
    "no_errors": "没有必改疑点",
    "warnings_explained": "须说明的疑点都已说明",
    "opinion": "填写意见",
}


class State(BaseModel):
    """Where a filing may stand; ``holder`` is the role whose desk it lies on."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = ""
    label: str
    holder: str | None = None
    editable: bool = False
    initial: bool = False
    final: bool = False
    reviewer: bool = False  # may not be skipped on the way to a success


class Transition(BaseModel):
    """A step that a role may take; ``requires`` are checks that gate it (never the editing)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    id: str = ""
    label: str
    sources: tuple[str, ...] = Field(alias="from")
    target: str = Field(alias="to")
    roles: tuple[str, ...]
    requires: tuple[Check, ...] = ()
    kind: Kind = "forward"
    days: int | None = None  # working days within which the step is due


class Workflow(BaseModel):
    """A whole workflow, shared by the forms it names."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    forms: tuple[str, ...]
    basis: tuple[str, ...]
    success: str
    states: dict[str, State]
    transitions: dict[str, Transition]
    file: str = ""

    @property
    def initial(self) -> State:
        """The state a new filing stands in."""
        return next(state for state in self.states.values() if state.initial)

    def steps(self, state: str, roles: Iterable[str]) -> list[Transition]:
        """Give the transitions that someone with ``roles`` may take from ``state``, in the order written."""
        held = set(roles)
        return [t for t in self.transitions.values() if state in t.sources and held & set(t.roles)]

    def hands_in(self, step: Transition) -> bool:
        """Tell whether a step hands what was written on to someone who reads it."""
        written = any(self.states[name].editable for name in step.sources)
        return step.kind == "forward" and written and not self.states[step.target].editable

    def permissions(self) -> list[tuple[str, str, str]]:
        """Give (role, state, transition) for everything anyone may do: the permission matrix."""
        return [
            (role, source, transition.id)
            for transition in self.transitions.values()
            for source in transition.sources
            for role in transition.roles
        ]


class Role(BaseModel):
    """A role and how far it sees: its unit, its department, its jurisdiction, what it is assigned, or nothing."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str = ""
    label: str
    scope: Literal["unit", "department", "jurisdiction", "assigned", "none"]
    reads_drafts: bool = False
    administers: bool = False
    extends_deadlines: bool = False
    start: tuple[str, ...] = ()  # blocks of the start page, in order
