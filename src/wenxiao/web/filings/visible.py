"""Which filings a person sees: the scope of accounts/scope.py, and drafts only for those who write them."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from wenxiao.core.documents import Json
from wenxiao.core.workflow.model import Role
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import NOTHING, reaches, roles_at
from wenxiao.web.filings.models import Attachment, Filing
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


def reads_drafts(user: User, filing: Filing) -> bool:
    """Tell whether the person reads what is being written: the writer's role there, and who checks beside it."""
    known = rulebook().roles
    writer = known.get(rulebook().workflow_of(filing.form).initial.holder or "")
    return writer is not None and any(
        _reads_drafts_of(known[role], writer) for role in roles_at(user, filing.body, known)
    )


def readable_content(user: User, filing: Filing) -> Json:
    """Give what the person may read: of a filing being mended, others see what was last handed in."""
    content: Json = filing.working if reads_drafts(user, filing) else filing.content
    return content


def readable_attachments(user: User, filing: Filing) -> QuerySet[Attachment]:
    """Give the attachments that go with what the person may read."""
    own = filing.attachments.select_related("added_by")
    return own.filter(kept=True) if reads_drafts(user, filing) else own.filter(handed=True)


def _reads_drafts_of(role: Role, writer: Role) -> bool:
    return role.id == writer.id or (role.reads_drafts and role.scope == writer.scope)


def _hidden_drafts(role: Role) -> Q:
    """Give what a role does not see: drafts of others, and until the end what those above it write about it."""
    known = rulebook().roles
    always: dict[frozenset[str], list[str]] = {}
    unless_handed_in: dict[frozenset[str], list[str]] = {}
    for workflow in rulebook().workflows.values():
        writer = known[workflow.initial.holder or role.id]
        if _reads_drafts_of(role, writer):
            continue
        if WIDER.index(writer.scope) > WIDER.index(role.scope):
            states = frozenset(workflow.states) - {workflow.success}
        else:
            states = frozenset({workflow.initial.id})
            given_up = frozenset(s.id for s in workflow.states.values() if s.final) - {workflow.success}
            unless_handed_in.setdefault(given_up, []).extend(workflow.forms)
        always.setdefault(states, []).extend(workflow.forms)
    hidden = NOTHING
    for states, forms in always.items():
        hidden |= Q(form__in=forms, state__in=states)
    for states, forms in unless_handed_in.items():
        if states:
            hidden |= Q(form__in=forms, state__in=states, handed_version__isnull=True)
    return hidden
