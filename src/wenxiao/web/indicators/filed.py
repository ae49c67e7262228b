"""Filed indicators: every row of what was handed in, with its target read, kept in a table of its own.

A band must look at the same indicator in thousands of filings within a few milliseconds; opening and reading
them all would take seconds. The journal says what was handed in since the table was last brought up to date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.db import transaction
from django.db.models import Max, Q, QuerySet
from django.utils import timezone

from wenxiao.analysis.library_use import TABLES, Row, rows_of
from wenxiao.core.documents import document_id
from wenxiao.core.facts.build import build_facts
from wenxiao.core.forms.structure import complete
from wenxiao.core.indicators import plain_name
from wenxiao.core.judging import judge
from wenxiao.core.workflow.model import State, Workflow
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.filings.bulk import CREATE
from wenxiao.web.filings.judging import OWN_KEYS, form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.indicators.models import FiledIndicator, Reached
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

STAGES = {table.partition(".")[0] for table in TABLES}
QUIET = ("save", CREATE, "extend", "attach", "detach")  # acts that hand nothing in
FAR = 500  # quiet events after which the mark is moved all the same, so that few are looked through
BATCH = 400


def catch_up() -> int:
    """Bring the filed indicators up to the journal's head and give how many filings were read; two small queries when nothing is new."""
    mark = Reached.objects.first()
    since = mark.number if mark else 0
    head = Event.objects.aggregate(last=Max("number"))["last"] or 0
    if head == since:
        return 0
    new = _handed_in_since(since)
    if not new.exists() and head - since < FAR:
        return 0
    with transaction.atomic():
        mark, _ = Reached.objects.select_for_update().get_or_create(pk=1)
        pks = list(_handed_in_since(mark.number).values_list("filing_id", flat=True).distinct())
        for start in range(0, len(pks), BATCH):
            _read(pks[start : start + BATCH])
        mark.number = max(head, mark.number)
        mark.save()
    return len(pks)


def handed_in(prefix: str = "filing__") -> Q:
    """Give the filter for filings that lie with those who review them, or went through; not drafts, not cancelled ones."""
    return _in_states(prefix, lambda w: [s.id for s in w.states.values() if _lies_with_others(s, w)])


def _lies_with_others(state: State, workflow: Workflow) -> bool:
    return not state.editable and (not state.final or state.id == workflow.success)


def adopted(prefix: str = "filing__") -> Q:
    """Give the filter for filings that went through: only what was adopted is compared with."""
    return _in_states(prefix, lambda w: [w.success])


def rows_by_key(found: QuerySet[FiledIndicator]) -> dict[str, list[Row]]:
    """Give filed indicators as the analyses take them, by name; units are told apart by number only.

    Read as plain values: a common indicator has hundreds of rows, and only the reading is needed.
    """
    told: dict[str, list[Row]] = {}
    for key, name, year, filing, body, subject, of, stage, kind, measure, value, sure, way, actual, met in found.values_list(
        "key", "name", "fiscal_year", "filing_id", "filing__body_id", "subject_code", "subject_kind", "stage", "kind",
        "measure", "value", "sure", "direction", "actual", "met",
    ):  # fmt: skip
        told.setdefault(key, []).append(Row(
            name=name, year=year, document=str(filing), budget_unit=str(body), department=None, subject=subject or None,
            subject_kind=of or None, stage=stage, target=None, kind=kind or None, measure=measure or None, value=value,
            sure=sure or None, direction=way or None, actual=actual or None, met=met,
        ))  # fmt: skip
    return told


def _handed_in_since(number: int) -> QuerySet[Event]:
    return Event.objects.filter(number__gt=number, filing__isnull=False).exclude(act__in=QUIET).order_by()


def _in_states(prefix: str, states: Callable[[Workflow], list[str]]) -> Q:
    found = Q(pk__in=())
    for workflow in rulebook().workflows.values():
        found |= Q(**{f"{prefix}form__in": workflow.forms, f"{prefix}state__in": states(workflow)})
    return found


def _read(pks: list[object]) -> None:
    """Make the rows of some filings anew; filings that were taken back keep what was last handed in."""
    forms = [f.id for f in rulebook().catalog.place("cn").forms.values() if f.stage in STAGES]
    told = Filing.objects.filter(handed_in(""), pk__in=pks, form__in=forms)
    by_place: dict[str, list[Filing]] = {}
    for filing in told.select_related("body", "body__parent", "body__parent__parent"):
        by_place.setdefault(jurisdiction_of(filing.body), []).append(filing)
    FiledIndicator.objects.filter(filing__in=[f for filings in by_place.values() for f in filings]).delete()
    for jurisdiction, filings in by_place.items():
        FiledIndicator.objects.bulk_create(_made(jurisdiction, filings), batch_size=1000)


def _made(jurisdiction: str, filings: list[Filing]) -> Iterator[FiledIndicator]:
    whole, by_document = [], {}
    for filing in filings:
        plain = {key: value for key, value in filing.content.items() if key not in OWN_KEYS}
        content = complete(plain, form_of(filing.content, timezone.localdate(filing.created_at)))
        whole.append(content)
        by_document[document_id(content)] = filing
    facts = build_facts(whole, rulebook().catalog.place(jurisdiction).forms)
    judged = judge(facts, rulebook().catalog, as_of=timezone.localdate(), only_rules=[]).facts()
    for row in rows_of(judged):
        filing = by_document[row.document]
        yield FiledIndicator(
            filing=filing, jurisdiction=jurisdiction, fiscal_year=filing.fiscal_year, stage=row.stage,
            key=plain_name(row.name)[:300], name=row.name[:300], subject_code=filing.subject_code,
            subject_kind=row.subject_kind or "", target=row.target or "", kind=row.kind or "", measure=(row.measure or "")[:60],
            value=row.value, sure=row.sure or "", direction=row.direction or "", actual=row.actual or "", met=row.met,
        )  # fmt: skip
