"""Which filings a person sees: the scope of accounts/scope.py, and drafts only for those who write them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wenxiao.core.documents import Json
from wenxiao.core.workflow.model import Role
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import NOTHING, reaches, roles_at
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook

WIDER = ("none", "assigned", "unit", "department", "jurisdiction")


def visible(user: User) -> QuerySet[Filing]:
    """Give the filings a person may see; anything else does not exist for that person."""
    allowed = NOTHING
    for role, path in reaches(user, rulebook().roles):
        allowed |= Q(body__path__startswith=path) & ~_hidden_drafts(role)
    return Filing.objects.filter(allowed).select_related("body")


def on_desk(user: User) -> Q:
    """Give the filter for filings that wait for the person: in a state whose holder's role the person holds there."""
    waiting = NOTHING
    for role, path in reaches(user, rulebook().roles):
        for workflow in rulebook().workflows.values():
            states = [s.id for s in workflow.states.values() if s.holder == role.id and not s.final]
            if states:
                waiting |= Q(body__path__startswith=path, form__in=workflow.forms, state__in=states)
    return waiting


def readable_content(user: User, filing: Filing) -> Json:
    """Give what the person may read: of a returned filing being mended, others see what was last handed in."""
    workflow = rulebook().workflow_of(filing.form)
    state = workflow.states[filing.state]
    held = roles_at(user, filing.body, rulebook().roles)
    if not state.editable or state.holder in held or any(rulebook().roles[r].reads_drafts for r in held):
        return filing.content
    handed_in = [s.id for s in workflow.states.values() if not s.editable]
    last = filing.events.filter(state__in=handed_in).order_by("-number").first()
    return last.content if last else filing.content


def _hidden_drafts(role: Role) -> Q:
    """Give what a role does not see: drafts of others, and until the end what those above it write about it."""
    known = rulebook().roles
    hidden = NOTHING
    for workflow in rulebook().workflows.values():
        writer = known[workflow.initial.holder or role.id]
        if writer.id == role.id:
            continue
        if WIDER.index(writer.scope) > WIDER.index(role.scope):
            unfinished = [s.id for s in workflow.states.values() if not s.final]
            hidden |= Q(form__in=workflow.forms, state__in=unfinished)
        elif not (role.reads_drafts and role.scope == writer.scope):
            hidden |= Q(form__in=workflow.forms, state=workflow.initial.id)
    return hidden
