"""Substitutes: who acts for me while I am away. Every change is an event."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from wenxiao.core.errors import WenxiaoError
from wenxiao.web.accounts.models import Substitution, User
from wenxiao.web.accounts.scope import appointments
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook


class SubstituteError(WenxiaoError):
    """A substitution that cannot be; the text says why."""


def colleagues(user: User) -> list[User]:
    """Give the people who may stand in: those with an appointment at one of the person's own bodies."""
    bodies = {a.body_id for a in appointments(user) if a.user_id == user.pk}
    found = User.objects.filter(appointments__body__in=bodies, is_active=True).exclude(pk=user.pk)
    return list(found.distinct().order_by("username"))


def substitutes(request: HttpRequest) -> HttpResponse:
    """Show, add and end one's substitutions."""
    if request.method == "POST":
        try:
            if "end" in request.POST:
                _end(request.user, request.POST["end"])
                messages.success(request, "代办已结束，对方不能再替您办理。")
            else:
                made = _add(request.user, request.POST)
                messages.success(request, f"已请{_name(made.substitute)}代办，日志会记下是谁办的。")
        except WenxiaoError as problem:
            messages.error(request, str(problem))
        return redirect("desk:substitutes")
    shown = {
        "mine": request.user.substitutions.select_related("substitute"),
        "others": request.user.stands_in_for.select_related("absent"),
        "people": colleagues(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "desk/substitutes.html", shown)


def _add(user: User, told: Any) -> Substitution:
    person = next((p for p in colleagues(user) if str(p.pk) == told.get("person")), None)
    try:
        first, last = date.fromisoformat(told.get("first", "")), date.fromisoformat(told.get("last", ""))
    except ValueError as fault:
        raise SubstituteError("请把起止日期填完整，如 2021-07-01 至 2021-07-10。") from fault
    if person is None:
        raise SubstituteError("请从列出的同事中选一位；没有列出的，请管理员先给他安排角色。")
    if last < first or last < timezone.localdate():
        raise SubstituteError("结束日期须不早于开始日期，也不早于今天，请改正。")
    with recording():
        made = Substitution(absent=user, substitute=person, first_day=first, last_day=last)
        made.save()
        _log(user, "substitute", made)
    return made


def _end(user: User, number: str) -> None:
    found = user.substitutions.filter(pk=number).first() if number.isdigit() else None
    if found is None:
        raise SubstituteError("这条代办已经结束了，不用再办。")
    with recording():
        _log(user, "end_substitute", found)
        found.delete()


def _log(user: User, act: str, told: Substitution) -> None:
    content = {
        "absent": told.absent_id, "substitute": told.substitute_id, "from": str(told.first_day), "to": str(told.last_day),
    }  # fmt: skip
    append(Event(
        about=f"substitution:{told.absent_id}", actor=user, act=act, at=timezone.now(), content=content,
        rulebook=rulebook().catalog.version,
    ))  # fmt: skip


def _name(user: User) -> str:
    return user.get_full_name() or user.username
