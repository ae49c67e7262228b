"""Many filings at once with the whole history of each: judged together, written together, every act an event.

For carrying a year over and for the example district; what one person does on a page goes through ``services``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from wenxiao.core.documents import Json, document_id
from wenxiao.core.errors import WenxiaoError
from wenxiao.core.facts.build import build_facts
from wenxiao.core.forms.shape import check_shape
from wenxiao.core.forms.structure import complete
from wenxiao.core.judging import judge
from wenxiao.core.workflow.model import Workflow
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.filings.deadlines import due_in
from wenxiao.web.filings.explanations import explanation_key
from wenxiao.web.filings.judging import OWN_KEYS, form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.chain import append_all
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

BATCH = 300
CREATE = "create"


@dataclass(frozen=True, slots=True)
class Step:
    """One act: who, what, when."""

    act: str
    actor: User | None
    at: datetime
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """A document of a body and the acts that brought it where it stands; the first creates it."""

    body: Body
    content: Json
    steps: Sequence[Step]


@dataclass(frozen=True, slots=True)
class Stand:
    """What lists need to know of a document's findings; ``to_explain`` are the keys of open warnings."""

    errors: int
    to_explain: tuple[str, ...]
    amount_fen: int | None


def stands(contents: Sequence[Json], day: date | None = None) -> list[Stand]:
    """Judge many documents in one pass, each by itself as its page does; of one place, in their order."""
    if not contents:
        return []
    day = day or date.today()
    place = rulebook().catalog.place(str(contents[0].get("jurisdiction") or "cn"))
    plain = [{k: v for k, v in content.items() if k not in OWN_KEYS} for content in contents]
    forms = [form_of(content, day) for content in contents]
    whole = [complete(content, form) for content, form in zip(plain, forms, strict=True)]
    facts = build_facts(whole, place.forms)
    found: dict[str, list[dict[str, Any]]] = {}
    for finding in judge(facts, rulebook().catalog, as_of=day).findings():
        found.setdefault(finding["document"], []).append(dict(finding))
    amounts: dict[str, int | None] = {}
    for stage in {form.stage for form in forms}:
        if "amount_fen" in facts[stage].columns:
            amounts |= dict(facts[stage].select("document", "amount_fen").rows())
    given = []
    for content, form, one in zip(contents, forms, whole, strict=True):
        findings = [
            asdict(p) for p in check_shape({k: v for k, v in content.items() if k not in OWN_KEYS}, form)
        ]
        findings += found.get(document_id(one), [])
        explained = content.get("explanations") or {}
        keys = [explanation_key(one, form, f) for f in findings if f["severity"] == "warning"]
        to_explain = tuple(key for key in keys if not str(explained.get(key) or "").strip())
        errors = sum(f["severity"] == "error" for f in findings)
        given.append(Stand(errors, to_explain, amounts.get(document_id(one))))
    return given


def store(histories: Sequence[History]) -> list[Filing]:
    """Write filings with their events in one transaction. WenxiaoError when a step is none of its workflow."""
    told = stands([h.content for h in histories])
    filings, events = [], []
    for history, stand in zip(histories, told, strict=True):
        filing, acts = _walk(history, stand)
        filings.append(filing)
        events += acts
    if not filings:
        return []
    with recording():
        Filing.objects.bulk_create(filings, batch_size=BATCH)
        append_all(sorted(events, key=lambda event: event.at))
    return filings


def _walk(history: History, stand: Stand) -> tuple[Filing, list[Event]]:
    content = history.content
    subject = content.get("subject") or {}
    workflow = rulebook().workflow_of(content["form"])
    filing = Filing(
        body=history.body, content=content, document=document_id(content), form=content["form"],
        fiscal_year=int(content["fiscal_year"]), subject_code=subject.get("code") or "",
        subject_name=subject.get("name") or "", amount_fen=stand.amount_fen, errors=stand.errors,
        unexplained=len(stand.to_explain), state=workflow.initial.id, version=0,
    )  # fmt: skip
    events = list(_events(filing, workflow, history.steps))
    last = history.steps[-1].at
    filing.holder_since, filing.created_at = last, history.steps[0].at
    return filing, events


def _events(filing: Filing, workflow: Workflow, steps: Iterable[Step]) -> Iterable[Event]:
    for number, step in enumerate(steps, start=1):
        if number > 1:
            taken = workflow.transitions.get(step.act)
            if taken is None or filing.state not in taken.sources:
                label = workflow.states[filing.state].label
                raise WenxiaoError(f"“{filing.subject_name}”在“{label}”不能办理 {step.act}，请核对流程。")
            filing.state = taken.target
            if workflow.hands_in(taken):
                filing.handed_version = number
        elif step.act != CREATE:
            raise WenxiaoError(f"“{filing.subject_name}”的第一步须是 {CREATE}，请核对。")
        filing.version, had_until = number, filing.due
        filing.due = due_in(
            workflow, filing.state, step.at.date(), str(filing.content.get("jurisdiction") or "cn")
        )
        yield Event(
            about=f"filing:{filing.pk}", filing=filing, actor=step.actor, act=step.act, at=step.at, version=number,
            state=filing.state, opinion=step.opinion, content=filing.content, rulebook=rulebook().catalog.version,
            due=had_until,
        )  # fmt: skip
