"""Blocks for those who file and review: what lies on the desk, why it came back, by when, and what to do."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from wenxiao.core.forms.model import Form
from wenxiao.web.accounts.scope import roles_of
from wenxiao.web.boards.answers import Asked, in_states, without_goal
from wenxiao.web.desk.tasks import rows_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.pages.common import due_light, told_of
from wenxiao.web.filings.pages.create import bodies_for
from wenxiao.web.filings.visible import visible
from wenxiao.web.goals import gate
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

SHOWN = 10


def returned_to_me(asked: Asked) -> dict[str, Any]:
    """Give the filings that came back to the person, each with who said what."""
    workflows = rulebook().workflows.values()
    returns = {t.id for w in workflows for t in w.transitions.values() if t.kind == "return"}
    said = Event.objects.filter(filing=OuterRef("pk"), act__in=returns).order_by("-number")
    rows = _mine(asked).filter(in_states(lambda _, s: s.editable and not s.initial))
    rows = rows.annotate(
        opinion=Subquery(said.values("opinion")[:1]), said_at=Subquery(said.values("at")[:1]),
        said_by=Subquery(said.values("actor__first_name")[:1]),
    )  # fmt: skip
    return _listed(rows)


def drafts(asked: Asked) -> dict[str, Any]:
    """Give the person's drafts, the nearest deadline first."""
    return _listed(_mine(asked).filter(in_states(lambda _, s: s.initial)))


def review(asked: Asked) -> dict[str, Any]:
    """Give what waits for the person's review: by form, and the oldest first."""
    rows = _mine(asked).filter(in_states(lambda _, s: not s.editable))
    by_form = rows.order_by().values("form").annotate(
        all=Count("pk"), oldest=Min("holder_since"), late=Count("pk", filter=Q(due__lt=asked.day)),
        faulty=Count("pk", filter=Q(errors__gt=0) | Q(unexplained__gt=0)),
    )  # fmt: skip
    forms = _forms()
    groups = [
        (forms[line["form"]].title, reverse("desk:box", args=("tasks",)) + f"?form={line['form']}", line)
        for line in sorted(by_form, key=lambda line: line["oldest"])
    ]
    return _listed(rows.order_by("holder_since")) | {"groups": groups}


def sent(asked: Asked) -> dict[str, Any]:
    """Count what the person sent on and where it stands now."""
    rows = rows_of(asked.user, "sent").filter(fiscal_year=asked.year)
    counted = rows.order_by().values("form", "state").annotate(number=Count("pk"))
    numbers: dict[str, int] = {}
    for line in counted:
        label = rulebook().workflow_of(line["form"]).states[line["state"]].label
        numbers[label] = numbers.get(label, 0) + line["number"]
    return {"states": sorted(numbers.items(), key=lambda pair: -pair[1]), "total": sum(numbers.values())}


def unfiled(asked: Asked) -> dict[str, Any]:
    """Give the budget lines of the person's unit that need a goal and have none, not even begun, with the form to file."""
    held = roles_of(asked.user)
    offered = [
        form for form in _forms().values()
        if form.stage == gate.STAGE and "project" in form.subject and rulebook().has_workflow(form.id)
        and rulebook().workflow_of(form.id).initial.holder in held
    ]  # fmt: skip
    if not offered:
        return {"rows": [], "total": 0}
    holder = rulebook().workflow_of(offered[0].id).initial.holder
    terms = asked.terms
    mine = asked.budget_lines().filter(body__in=[body.pk for body in bodies_for(asked.user, holder)])
    begun = set(
        visible(asked.user).filter(form__in=terms.forms, fiscal_year=asked.year).exclude(terms.given_up)
        .order_by().values_list("subject_code", flat=True)
    )  # fmt: skip
    lacking = [line for line in without_goal(asked, mine, "amount_fen", "pk") if line[0] not in begun]
    largest = [pk for _, _, pk in sorted(lacking, key=lambda line: (-(line[1] or 0), line[0]))[:SHOWN]]
    found = Row.objects.select_related("body").in_bulk(largest)
    rows = [found[pk] for pk in largest]
    return {
        "rows": rows, "total": len(lacking), "basis": terms.basis, "blocks": terms.blocks, "form": offered[0],
        "url": reverse("filings:new", args=(offered[0].id,)), "list": reverse("gate") + "?filed=missing",
    }  # fmt: skip


def assigned(asked: Asked) -> dict[str, Any]:
    """Give what was assigned to the person; nothing else is visible to an agency or an expert."""
    return _listed(_mine(asked))


def _mine(asked: Asked) -> QuerySet[Filing]:
    rows = rows_of(asked.user, "tasks").filter(fiscal_year=asked.year)
    return rows.defer("content", "draft").order_by(F("due").asc(nulls_last=True), "holder_since")


def _listed(rows: QuerySet[Filing]) -> dict[str, Any]:
    """Give the first rows with what their line shows, as the person whose desk it is has them, and how many there are."""
    found, forms = list(rows[:SHOWN]), _forms()
    lines = [
        {
            "filing": f, **{name: told_of(f, name, own=True) for name in ("errors", "unexplained")},
            "name": told_of(f, "subject_name", own=True), "form": forms[f.form].title if f.form in forms else f.form, "due": due_light(f),
            "view": reverse("filings:view", args=(f.pk,)), "edit": reverse("filings:edit", args=(f.pk,)),
        }
        for f in found
    ]  # fmt: skip
    return {"lines": lines, "total": rows.count(), "all": reverse("desk:box", args=("tasks",))}


def _forms() -> dict[str, Form]:
    return dict(rulebook().catalog.place("cn").forms)
