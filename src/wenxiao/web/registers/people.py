"""Accounts by import: a person, a role, a body; the first password is random, told once and must be changed."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from wenxiao.core.registers.check import Checked, Row
from wenxiao.core.workflow.model import Role
from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.plan import Plan, compare
from wenxiao.web.rulebook import rulebook

ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789"  # no l, 1, O, 0: read from paper
LENGTH = 14
ENDED = "ended"


def random_password() -> str:
    """Give a password that nobody can guess and everybody can type."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def fill(plan: Plan, checked: Checked, known: Mapping[str, Body]) -> None:
    """Complete a plan: compare with the accounts; roles must be known and fit the kind of the body."""
    labels = {role.label: role for role in rulebook().roles.values()}
    register = plan.register
    names: dict[str, str] = {}
    for row, number in zip(checked.rows, checked.numbers, strict=True):
        role = labels.get(row["role"])
        if role is None:
            text = f"写的是“{row['role']}”，没有这个角色；只能写{'、'.join(labels)}，请改正。"
            plan.add_fault(number, "role", row["role"], text)
        if names.setdefault(row["username"], row["name"]) != row["name"]:
            text = f"写的是“{row['name']}”，而同一登录名在前面写的是“{names[row['username']]}”；一个登录名只能是一个人，请改正。"
            plan.add_fault(number, "name", row["name"], text)
    codes = {body.pk: code for code, body in known.items()}
    stored: dict[str, Row] = {}
    for held in Appointment.objects.filter(body__in=codes).select_related("user"):
        told = {
            "username": held.user.username, "name": held.user.first_name, "phone": held.user.phone,
            "role": rulebook().roles[held.role].label, "body": codes[held.body_id],
        }  # fmt: skip
        row = {k: v for k, v in told.items() if v}
        stored[register.key_of(row)] = row
    elsewhere = set(User.objects.exclude(appointments__body__in=codes).values_list("username", flat=True))
    for row, number in zip(checked.rows, checked.numbers, strict=True):
        if row["username"] in elsewhere:
            text = f"写的是“{row['username']}”，这个登录名已属于别处的人；请换一个登录名。"
            plan.add_fault(number, "username", row["username"], text)
    kept: list[Row] = []
    numbers: list[int] = []
    for row, number in zip(checked.rows, checked.numbers, strict=True):
        told = {k: v for k, v in row.items() if k != ENDED}
        if row.get(ENDED):
            _take_away(plan, told, number, stored)
        else:
            kept.append(told)
            numbers.append(number)
    compare(plan, kept, numbers, stored)
    _demand_administrator(plan, labels)


def _take_away(plan: Plan, row: Row, number: int, stored: Mapping[str, Row]) -> None:
    key = plan.register.key_of(row)
    plan.numbers[key] = number
    held = stored.get(key)
    if held is None:
        text = f"要免去“{row['name']}”的{row['role']}，但没有登记这个任职；请核对登录名、角色和单位，不用免去的删掉这一行。"
        plan.add_fault(number, ENDED, "是", text)
    else:
        plan.removed[key] = held


def _demand_administrator(plan: Plan, labels: Mapping[str, Role]) -> None:
    """Refuse a file that would leave nobody who can give roles: the last administrator of accounts stays."""
    keepers = {labels[row["role"]].id for row in plan.removed.values()} & set(plan.register.imported_by)
    for role in sorted(keepers):
        held = Appointment.objects.filter(role=role, user__is_active=True)
        gone = sum(labels[row["role"]].id == role for row in plan.removed.values())
        if held.count() <= gone:
            label = rulebook().roles[role].label
            plan.refusals.append(
                f"免去之后就没有{label}了，谁也不能再管账号；请先给另一个人任{label}并让他登录过，再免去。"
            )


def _remove(plan: Plan, known: Mapping[str, Body], roles: Mapping[str, str]) -> None:
    for row in plan.removed.values():
        Appointment.objects.filter(
            user__username=row["username"], role=roles[row["role"]], body=known[row["body"]]
        ).delete()


def write(plan: Plan, user: User | None, known: Mapping[str, Body], opinion: str = "") -> Event | None:
    """Write accounts and appointments with their event; the passwords are left in the plan, to be shown once."""
    if plan.does_nothing:
        return None
    roles = {role.label: role.id for role in rulebook().roles.values()}
    with recording():
        for change in plan.changed:
            told = change.after
            User.objects.filter(username=told["username"]).update(
                first_name=told["name"], phone=told.get("phone", "")
            )
        _remove(plan, known, roles)
        people = _people(plan)
        Appointment.objects.bulk_create(
            Appointment(user=people[row["username"]], role=roles[row["role"]], body=known[row["body"]])
            for row in plan.new.values()
        )
        content = {
            "file": plan.file, "file_digest": plan.digest, "counts": plan.counts(), "new": list(plan.new.values()),
            "removed": list(plan.removed.values()), "changed": [{"before": c.before, "after": c.after} for c in plan.changed],
        }  # fmt: skip
        return append(
            Event(
                about=f"people/{plan.jurisdiction}", actor=user, act="import", at=timezone.now(), opinion=opinion,
                content=content, rulebook=rulebook().catalog.version,
            )
        )  # fmt: skip


def _people(plan: Plan) -> dict[str, User]:
    found = {
        u.username: u for u in User.objects.filter(username__in={r["username"] for r in plan.new.values()})
    }
    made: dict[str, User] = {}
    for row in plan.new.values():
        if row["username"] in found or row["username"] in made:
            continue
        password = random_password()
        made[row["username"]] = User(
            username=row["username"], first_name=row["name"], phone=row.get("phone", ""),
            password=make_password(password), must_change_password=True,
        )  # fmt: skip
        plan.passwords.append((row["name"], row["username"], password))
    User.objects.bulk_create(made.values())
    told = User.objects.filter(username__in=list(made))
    return found | {u.username: u for u in told}
