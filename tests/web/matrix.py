"""Who may do what with one filing, worked out from the rulebook's roles and workflows alone, without the site's code.

A new role or workflow in the rulebook is covered by being there; nothing is listed here.
"""

from dataclasses import dataclass

from django.contrib.messages.storage.base import BaseStorage

from wenxiao.core.workflow.model import Role, State, Workflow
from wenxiao.web.rulebook import rulebook

FAR = ("none", "assigned", "unit", "department", "jurisdiction")  # how far roles see, the nearest first
# Where a person sits, seen from the filing's unit: which scopes reach the filing from there.
PLACES = {
    "here": {"unit", "department", "jurisdiction"},
    "sister": {"department", "jurisdiction"},  # another unit of the same department
    "beside": {"jurisdiction"},  # another department of the same jurisdiction
    "abroad": set(),  # another jurisdiction
}


@dataclass(frozen=True)
class Person:
    """A role held at a place."""

    role: Role
    place: str

    @property
    def name(self):
        return f"{self.role.id}-{self.place}"

    @property
    def reaches(self):
        """The filing lies within what the role sees from that place."""
        return self.role.scope in PLACES[self.place]


def everyone():
    """Every role at every place that makes a difference for it."""
    apart = {
        "unit": ("here", "sister", "beside", "abroad"), "department": ("here", "beside", "abroad"),
        "jurisdiction": ("here", "abroad"), "assigned": ("here",), "none": ("here",),
    }  # fmt: skip
    return [Person(role, place) for role in rulebook().roles.values() for place in apart[role.scope]]


def shares_drafts(person: Person, workflow: Workflow):
    """The writer, and roles of the same scope that read drafts."""
    writer = rulebook().roles[workflow.initial.holder]
    return person.role.id == writer.id or (person.role.reads_drafts and person.role.scope == writer.scope)


def sees(person: Person, workflow: Workflow, state: State, *, handed_in: bool):
    """Drafts are their writers'; what those above write about a unit is seen there when it is signed."""
    writer = rulebook().roles[workflow.initial.holder]
    if not person.reaches:
        return False
    if shares_drafts(person, workflow):
        return True
    if FAR.index(person.role.scope) < FAR.index(writer.scope):
        return state.id == workflow.success
    if state.initial:
        return False
    return handed_in or not state.final or state.id == workflow.success


def writes(person: Person, state: State):
    """Only the holder of an editable state writes."""
    return person.reaches and state.editable and person.role.id == state.holder


class Forgetting(BaseStorage):
    """Messages go nowhere: nobody reads them in these tests."""

    def _get(self, *_, **__):
        return [], True

    def _store(self, messages, response, *_, **__):
        return []
