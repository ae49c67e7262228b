"""Row scope: the one place that says which bodies, and so which rows, a person may see."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from wenxiao.core.workflow.model import Role
from wenxiao.web.accounts.models import Appointment, Body, User

REACH = {"unit": Body.Kind.UNIT, "department": Body.Kind.DEPARTMENT, "jurisdiction": Body.Kind.JURISDICTION}
NOTHING = Q(pk__in=())


def body_scope(user: User, roles: dict[str, Role], *, prefix: str = "body__") -> Q:
    """Give the filter for rows whose body (at ``prefix``) lies within any of the person's appointments.

    A role sees its unit, department or jurisdiction and everything below; roles that are
    assigned case by case, administrators and people without appointment see nothing here.
    """
    allowed = NOTHING
    for appointment in appointments(user):
        reach = _reach(appointment, roles)
        if reach is not None:
            allowed |= Q(**{f"{prefix}path__startswith": reach})
    return allowed


def roles_at(user: User, body: Body, roles: dict[str, Role]) -> set[str]:
    """Give the roles in which the person may act on something of ``body``."""
    return {
        a.role
        for a in appointments(user)
        if (reach := _reach(a, roles)) is not None and body.path.startswith(reach)
    }


def appointments(user: User) -> list[Appointment]:
    """Give the person's appointments, read once a request; none for someone who is not active."""
    if not user.is_authenticated or not user.is_active:
        return []
    if not hasattr(user, "held_appointments"):
        told = user.appointments.select_related("body", "body__parent", "body__parent__parent")
        user.held_appointments = list(told)
    return user.held_appointments


def roles_of(user: User) -> set[str]:
    """Give every role the person holds anywhere."""
    return {a.role for a in appointments(user)}


def kept_bodies(user: User, roles: dict[str, Role], keepers: Iterable[str]) -> list[Body]:
    """Give the tops of the trees for which the person may keep a register in one of the roles ``keepers``.

    An administrator keeps people and bodies of the whole jurisdiction without seeing its business.
    """
    tops: dict[str, Body] = {}
    for held in appointments(user):
        role = roles.get(held.role)
        if role is None or held.role not in set(keepers):
            continue
        kind = Body.Kind.JURISDICTION if role.administers else REACH.get(role.scope)
        top = held.body.above(kind) if kind else None
        if top is not None:
            tops[top.path] = top
    return [top for path, top in sorted(tops.items()) if not any(path != p and path.startswith(p) for p in tops)]


def _reach(appointment: Appointment, roles: dict[str, Role]) -> str | None:
    role = roles.get(appointment.role)
    if role is None or role.scope not in REACH:
        return None
    top = appointment.body.above(REACH[role.scope])
    return None if top is None else top.path
