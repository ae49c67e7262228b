"""One account a role for trying the site. Passwords are random and made only for a database that the demo made."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.people import random_password
from wenxiao.web.rulebook import rulebook
from wenxiao.web.seed.tree import person_name

PREFIX = "demo-"


@dataclass(frozen=True)
class Account:
    """A login to print."""

    login: str
    role: str
    place: str
    administers: bool


def make_accounts(district: Body) -> tuple[list[Account], str]:
    """Make (or renew) the accounts, all under one new random password; give them and the password."""
    password = random_password()
    stored = make_password(password)
    accounts = []
    with recording():
        for role in rulebook().roles.values():
            body = _place(district, role.scope)
            user, _ = User.objects.update_or_create(
                username=PREFIX + role.id.replace("_", "-"),
                defaults={"first_name": person_name(role.id), "password": stored, "is_active": True},
            )
            Appointment.objects.get_or_create(user=user, role=role.id, body=body)
            accounts.append(Account(user.username, role.label, body.name, role.administers))
        content = {"accounts": [a.login for a in accounts]}
        append(
            Event(
                about=f"people/{district.code}", act="seed", at=timezone.now(), content=content, opinion="演示账号",
                rulebook=rulebook().catalog.version,
            )
        )  # fmt: skip
    return accounts, password


def _place(district: Body, scope: str) -> Body:
    """The busiest department and its first unit, so that there is something on every desk."""
    if scope not in {"unit", "department"}:
        return district
    unit = _busiest(district)
    return unit if scope == "unit" else unit.parent or unit


def _busiest(district: Body) -> Body:
    from django.db.models import Count

    units = Body.objects.filter(path__startswith=district.path, kind=Body.Kind.UNIT).select_related("parent")
    return units.annotate(filed=Count("filings")).order_by("-filed", "path")[0]
