"""Row scope: the one place that says which bodies, and so which rows, a person may see."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from wenxiao.core.workflow.model import Role
from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.rulebook import rulebook

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
        today = timezone.localdate()
        stood_in_for = Q(
            user__substitutions__substitute=user,
            user__substitutions__first_day__lte=today,
            user__substitutions__last_day__gte=today,
            user__is_active=True,
        )
        told = Appointment.objects.filter(Q(user=user) | stood_in_for).distinct()
        user.held_appointments = [
            a
            for a in told.select_related("body", "body__parent", "body__parent__parent")
            # Keeping accounts and logs is personal: nobody stands in for an administrator.
            if a.user_id == user.pk or not _administers(a.role)
        ]
    return user.held_appointments


def reaches(user: User, roles: dict[str, Role]) -> list[tuple[Role, str]]:
    """Give each role the person holds with the path of the bodies below which it counts."""
    told = ((roles.get(a.role), _reach(a, roles)) for a in appointments(user))
    return [(role, reach) for role, reach in told if role is not None and reach is not None]


def holders(body: Body, role: str, roles: dict[str, Role]) -> list[User]:
    """Give the people who hold a role for something of ``body``, those who stand in for them not included."""
    told = Appointment.objects.filter(role=role, user__is_active=True)
    found = told.select_related("user", "body", "body__parent", "body__parent__parent").order_by(
        "user__username"
    )
    return [a.user for a in found if (reach := _reach(a, roles)) and body.path.startswith(reach)]


def standing_in(people: Iterable[User]) -> list[User]:
    """Give the people who stand in for any of ``people`` today."""
    today = timezone.localdate()
    return list(
        User.objects.filter(
            is_active=True, stands_in_for__absent__in=list(people), stands_in_for__first_day__lte=today,
            stands_in_for__last_day__gte=today,
        ).distinct().order_by("username")
    )  # fmt: skip


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
    return [
        top for path, top in sorted(tops.items()) if not any(path != p and path.startswith(p) for p in tops)
    ]


def _administers(role: str) -> bool:
    known = rulebook().roles.get(role)
    return known is None or known.administers


def _reach(appointment: Appointment, roles: dict[str, Role]) -> str | None:
    role = roles.get(appointment.role)
    if role is None or role.scope not in REACH:
        return None
    top = appointment.body.above(REACH[role.scope])
    return None if top is None else top.path
