"""Certificates of the gate: issued with an event, numbered, and checked against their digest and the present."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from wenxiao.core.calendar import show_date
from wenxiao.core.documents import Json, digest
from wenxiao.core.errors import WenxiaoError
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import body_scope, roles_at
from wenxiao.web.filings.models import Filing
from wenxiao.web.goals.gate import is_added, judge_line, terms_of, with_goals
from wenxiao.web.goals.models import Certificate
from wenxiao.web.journal.chain import append_all
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

ADDED = "年中追加"


class CertificateError(WenxiaoError):
    """A certificate that cannot be issued; the text says why and who may."""

    status = 403


@dataclass(frozen=True)
class Checked:
    """What checking a certificate found: unaltered, and whether the gate would say the same today."""

    whole: bool
    sentence: str


def issuers() -> set[str]:
    """Give the roles that adopt goals, and so may issue certificates of it."""
    found = set()
    for workflow in rulebook().workflows.values():
        if any(form.endswith("goal") for form in workflow.forms):
            found |= {
                r for t in workflow.transitions.values() if t.target == workflow.success for r in t.roles
            }
    return found


def issue(user: User, pks: Sequence[int]) -> list[Certificate]:
    """Issue certificates for budget lines within the person's scope. CertificateError when the person may not."""
    roles = rulebook().roles
    lines = Row.objects.filter(body_scope(user, roles), register="budget_lines", pk__in=pks).select_related(
        "body"
    )
    made: list[Certificate] = []
    now = timezone.now()
    with recording():
        counted = Certificate.objects.count()
        for number, line in enumerate(_annotated(list(lines)), counted + 1):
            if not issuers() & roles_at(user, line.body, roles):
                labels = "、".join(roles[r].label for r in sorted(issuers()))
                raise CertificateError(f"证明由{labels}出具；请联系{labels}办理。")
            content = _content(line, now.date()) | {
                "number": f"{line.jurisdiction}-{line.fiscal_year}-{number:06d}"
            }
            made.append(
                Certificate(
                    number=content["number"], line=line, content=content, digest=digest(content), issued_by=user, issued_at=now
                )
            )  # fmt: skip
        if not made:
            raise CertificateError("没有勾选您范围内的预算；请先勾选再出具证明。")
        Certificate.objects.bulk_create(made)
        append_all([_event(c, user) for c in made])
    return made


def check(certificate: Certificate) -> Checked:
    """Compute the digest anew, and ask the gate again."""
    if digest(certificate.content) != certificate.digest:
        return Checked(False, "证明的内容与它的摘要不符，被改动过，不能作为依据；请联系绩效科核对日志。")
    line = next(iter(_annotated([certificate.line])))
    now = _content(line, certificate.issued_at.date())
    differing = [
        k for k in ("verdict", "amount_fen", "goal", "goal_version") if now[k] != certificate.content[k]
    ]
    if differing:
        words = {
            "verdict": "结论",
            "amount_fen": "预算数",
            "goal": "绩效目标",
            "goal_version": "绩效目标的版本",
        }
        told = "、".join(words[k] for k in differing)
        return Checked(True, f"证明没有被改动，但出具之后{told}有变化；请重新出具后再用。")
    return Checked(True, "证明没有被改动，现在的情况与出具时相同。")


def _annotated(lines: Sequence[Row]) -> list[Any]:
    """Give the lines with their goals; all of one place and year are asked in one query."""
    found: list[Any] = []
    for place, year in sorted({(line.jurisdiction, line.fiscal_year or 0) for line in lines}):
        pks = [line.pk for line in lines if (line.jurisdiction, line.fiscal_year) == (place, year)]
        terms = terms_of(place, year, timezone.localdate())
        found += with_goals(
            Row.objects.filter(pk__in=pks).select_related("body", "body__parent"), terms
        ).order_by("key")
    return found


def _content(line: Any, day: Any) -> Json:
    terms = terms_of(line.jurisdiction, line.fiscal_year or 0, timezone.localdate())
    verdict = judge_line(line, terms)
    filing = Filing.objects.filter(pk=line.goal).first() if line.goal else None
    state = rulebook().workflow_of(filing.form).states[filing.state].label if filing else "没有填报"
    return {
        "project": line.project, "name": line.name, "unit": line.body.name, "unit_code": line.content.get("unit_code"),
        "fiscal_year": line.fiscal_year, "amount_fen": line.amount_fen, "verdict": verdict.label, "reason": verdict.reason,
        "goal": str(filing.pk) if filing else None, "goal_version": filing.version if filing else None, "goal_state": state,
        "origin": ADDED if is_added(line) else "", "added_on": _told_day(line) if is_added(line) else "",
        "added_by": (line.content.get("adjustment_document") or "") if is_added(line) else "",
        "basis": terms.basis, "date": show_date(day), "rulebook": rulebook().catalog.version,
    }  # fmt: skip


def _told_day(line: Any) -> str:
    day = line.content.get("adjusted_on")
    return show_date(date.fromisoformat(day)) if day else ""


def _event(certificate: Certificate, user: User) -> Event:
    return Event(
        about=f"certificate:{certificate.number}", actor=user, act="issue", at=certificate.issued_at,
        content=certificate.content | {"digest": certificate.digest}, rulebook=rulebook().catalog.version,
    )  # fmt: skip
