"""Waivers: instead of explaining a finding its filer asks to be let off; who has the power grants or refuses.

A waiver counts for the finding with just this value: when the value changes, the digest is
another and the finding stands again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from wenxiao.core.calendar import Clock
from wenxiao.core.documents import Json, digest
from wenxiao.core.errors import WenxiaoError
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import NOTHING, appointments, holders, reaches, roles_at
from wenxiao.web.filings.judging import Standing, standing_of
from wenxiao.web.filings.models import Filing, Notice, Waiver
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

WARNINGS, ERRORS = "waiver.warnings", "waiver.errors"
State = Waiver.State
PAGE = "filings:waivers"


class WaiverError(WenxiaoError):
    """A waiver that cannot be asked for or decided; the text says why."""

    status = 409


def finding_digest(finding: Mapping[str, Any]) -> str:
    """Give the digest of a finding with its value: another value is another finding."""
    return digest({"key": finding["key"], "message": finding["message"], "value": str(finding.get("value"))})


def powers(filing: Filing, finding: Mapping[str, Any]) -> set[str]:
    """Give the roles that may waive a finding of a filing; nobody where the rulebook names none.

    Whoever writes the form never waives its own findings.
    """
    place = rulebook().catalog.place(str(filing.content.get("jurisdiction") or "cn"))
    told = place.parameters.at(Clock(filing.fiscal_year, timezone.localdate()))
    named: Iterable[str] = ()
    if finding["severity"] == "warning":
        named = told.find(WARNINGS) or ()
    elif finding["severity"] == "error":
        named = (told.find(ERRORS) or {}).get(finding["rule"], ())
    writer = rulebook().workflow_of(filing.form).initial.holder
    return {role for role in named if role in rulebook().roles and role != writer}


def standing_for(filing: Filing, content: Json, *, day: date | None = None) -> Standing:
    """Judge a content of a filing with its waivers: what is granted no longer holds up a step.

    Each finding gets ``waiver`` (the latest that was asked for just this value) and ``waivable``.
    """
    standing = standing_of(content, day=day)
    asked: dict[str, Waiver] = {}
    if not filing._state.adding and standing.findings:
        asked = {w.finding: w for w in filing.waivers.select_related("asked_by", "decided_by").order_by("pk")}
    errors, unexplained = standing.errors, standing.unexplained
    for finding in standing.findings:
        waiver = asked.get(finding_digest(finding))
        finding["waiver"], finding["waivable"] = waiver, bool(powers(filing, finding))
        if waiver is not None and waiver.state == State.GRANTED:
            errors -= finding["severity"] == "error"
            unexplained -= finding["severity"] == "warning" and not finding["explained"]
    return replace(standing, errors=errors, unexplained=unexplained)


def ask(user: User, filing: Filing, key: str, reason: str) -> Waiver:
    """Ask for a waiver of one finding of what the person is writing. WaiverError when there is none to ask for."""
    state = rulebook().workflow_of(filing.form).states[filing.state]
    if not state.editable or state.holder not in roles_at(user, filing.body, rulebook().roles):
        raise WaiverError("只有正在填报的人可以申请豁免；需要申请的，请先退回或撤回。")
    if not reason.strip():
        raise WaiverError("申请豁免须写明理由，请填写后再申请。")
    with recording():
        filing = Filing.objects.select_for_update().get(pk=filing.pk)
        standing = standing_for(filing, filing.working, day=timezone.localdate(filing.created_at))
        finding = next((f for f in standing.findings if f["key"] == key), None)
        if finding is None:
            raise WaiverError("这条疑点已经没有了，不用申请豁免；请刷新后看现在的疑点。")
        if not finding["waivable"]:
            raise WaiverError("规则库没有规定这条疑点可以豁免；请改正或写明说明。")
        before = finding["waiver"]
        if before is not None and before.state != State.REFUSED:
            raise WaiverError("这条疑点已经申请过豁免，不用再申请。")
        made = Waiver(
            filing=filing, key=key, finding=finding_digest(finding), rule=finding["rule"], severity=finding["severity"],
            message=finding["message"], reason=reason.strip(), asked_by=user, asked_at=timezone.now(),
        )  # fmt: skip
        made.save(force_insert=True)
        _log(made, user, "ask_waiver", made.reason)
        _tell(_granters(filing, finding), made, f"“{filing.subject_name}”申请豁免：{made.message}")
    return made


def decide(user: User, pk: object, *, grant: bool, word: str) -> Waiver:
    """Grant or refuse a request. WaiverError when someone decided it meanwhile or its value has changed."""
    if not word.strip():
        raise WaiverError("批准或不批准都须写明意见，请填写后再办理。")
    with recording():
        waiver = Waiver.objects.select_for_update().select_related("filing__body", "decided_by").get(pk=pk)
        filing = Filing.objects.select_for_update().select_related("body").get(pk=waiver.filing_id)
        if waiver.state != State.ASKED:
            who = waiver.decided_by.get_full_name() or waiver.decided_by.username if waiver.decided_by else ""
            raise WaiverError(f"这条申请已由{who}办理为“{waiver.get_state_display()}”，没有再办。")
        standing = standing_for(filing, filing.working, day=timezone.localdate(filing.created_at))
        finding = next((f for f in standing.findings if finding_digest(f) == waiver.finding), None)
        if finding is None:
            raise WaiverError(
                "申请之后表里的内容已经改了，这条疑点不再是原来的，没有办理；需要的由填报人再申请。"
            )
        if not may_decide(user, waiver, finding):
            raise WaiverError("您的角色不能批准这条豁免；申请人也不能批准自己的申请。")
        waiver.state = State.GRANTED if grant else State.REFUSED
        waiver.decided_by, waiver.decided_at, waiver.word = user, timezone.now(), word.strip()
        waiver.save()
        _log(waiver, user, "grant_waiver" if grant else "refuse_waiver", waiver.word)
        _count(filing)
        _tell(
            [waiver.asked_by],
            waiver,
            f"豁免申请{waiver.get_state_display()}：{waiver.message}意见：{waiver.word}",
        )
    return waiver


def may_decide(user: User, waiver: Waiver, finding: Mapping[str, Any]) -> bool:
    """Tell whether the person may grant or refuse this request."""
    held = roles_at(user, waiver.filing.body, rulebook().roles)
    return waiver.asked_by_id != user.pk and bool(held & powers(waiver.filing, finding))


def requests_for(user: User) -> QuerySet[Waiver]:
    """Give the requests that the person has the power to decide or asked for, undecided ones first."""
    allowed, may = Q(asked_by=user), _decidable(user)
    if may is not None:
        allowed |= may
    found = Waiver.objects.filter(allowed).select_related("filing__body", "asked_by", "decided_by")
    return found.order_by("decided_at", "-asked_at")


def waiting_for(user: User) -> int:
    """Count the requests that wait for the person's decision."""
    may = _decidable(user)
    if may is None:
        return 0
    return Waiver.objects.filter(may, state=State.ASKED).exclude(asked_by=user).count()


def _decidable(user: User) -> Q | None:
    """Give the filter for requests that the person's roles may decide; ``None`` when they may decide none."""
    held, day = appointments(user), timezone.localdate()
    place = rulebook().catalog.place(jurisdiction_of(held[0].body) if held else "cn")
    told = place.parameters.at(Clock(day.year, day))
    warnings, errors = told.find(WARNINGS) or (), told.find(ERRORS) or {}
    allowed: Q | None = None
    for role, path in reaches(user, rulebook().roles):
        rules = [rule for rule, roles in errors.items() if role.id in roles]
        if role.id not in warnings and not rules:
            continue
        named = Q(severity="error", rule__in=rules) | (
            Q(severity="warning") if role.id in warnings else NOTHING
        )
        forms = [f for w in rulebook().workflows.values() if w.initial.holder != role.id for f in w.forms]
        here = named & Q(filing__form__in=forms, filing__body__path__startswith=path)
        allowed = here if allowed is None else allowed | here
    return allowed


def _granters(filing: Filing, finding: Mapping[str, Any]) -> list[User]:
    known = rulebook().roles
    people = {u.pk: u for role in sorted(powers(filing, finding)) for u in holders(filing.body, role, known)}
    return list(people.values())


def _count(filing: Filing) -> None:
    """Count the open findings anew: lists and boards show what is still open."""
    standing = standing_for(filing, filing.working, day=timezone.localdate(filing.created_at))
    told = {"errors": standing.errors, "unexplained": standing.unexplained}
    if filing.draft_head is not None:
        filing.draft_head |= told
    else:
        filing.errors, filing.unexplained = standing.errors, standing.unexplained
    filing.save(update_fields=["draft_head", "errors", "unexplained"])


def _tell(people: Iterable[User], waiver: Waiver, sentence: str) -> None:
    Notice.objects.bulk_create(
        Notice(user=user, filing=waiver.filing, sentence=sentence[:500], address=reverse(PAGE))
        for user in people
    )


def _log(waiver: Waiver, user: User, act: str, opinion: str) -> None:
    content = {
        "waiver": waiver.pk, "finding": waiver.finding, "rule": waiver.rule, "key": waiver.key, "message": waiver.message,
        "reason": waiver.reason, "state": waiver.state,
    }  # fmt: skip
    append(Event(
        about=f"waiver:{waiver.pk}", filing=waiver.filing, actor=user, act=act, at=timezone.now(),
        version=waiver.filing.version, state=waiver.filing.state, opinion=opinion, content=content,
        rulebook=rulebook().catalog.version,
    ))  # fmt: skip
