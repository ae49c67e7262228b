"""How a filing stands: its findings, and what of them is still open."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from wenxiao.core.documents import Json
from wenxiao.core.facts.build import build_facts
from wenxiao.core.forms.model import Form
from wenxiao.core.forms.shape import check_shape
from wenxiao.core.forms.structure import complete
from wenxiao.core.judging import SEVERITY_ORDER, judge
from wenxiao.web.filings.explanations import explanation_key
from wenxiao.web.rulebook import rulebook

OWN_KEYS = {"explanations"}  # what the site keeps in a document besides its form


@dataclass(frozen=True)
class Standing:
    """The findings of one document as the workflow needs them, the gravest first.

    Each finding has a ``key`` for its explanation and the explanation itself under ``explained``.
    """

    findings: list[dict[str, Any]]
    errors: int
    unexplained: int
    amount_fen: int | None
    scores: list[dict[str, Any]]


def form_of(content: Json, day: date | None = None) -> Form:
    """Give the form of a document as it counts where it is filed, in the version of ``day`` (today)."""
    place = rulebook().catalog.place(str(content.get("jurisdiction") or "cn"))
    return place.form(content["form"]).at(day or date.today())


def standing_of(content: Json, *, day: date | None = None) -> Standing:
    """Judge one document: shape and rules together; explanations are kept in it under ``explanations``."""
    place = rulebook().catalog.place(str(content.get("jurisdiction") or "cn"))
    form = form_of(content, day)
    plain = {k: v for k, v in content.items() if k not in OWN_KEYS}
    whole = complete(plain, form)
    facts = build_facts([whole], place.forms)
    judgement = judge(facts, rulebook().catalog, as_of=day or date.today())
    found = [{**asdict(p), "document": "", "basis": list(form.basis)} for p in check_shape(plain, form)]
    found += [dict(f) for f in judgement.findings()]
    explained = content.get("explanations") or {}
    for finding in found:
        finding["key"] = explanation_key(whole, form, finding)
        finding["explained"] = str(explained.get(finding["key"]) or "").strip()
    found.sort(key=lambda f: (SEVERITY_ORDER[f["severity"]], f["rule"], f["at"]))
    head = facts[form.stage]
    amount = head["amount_fen"].to_list()[0] if "amount_fen" in head.columns and len(head) else None
    return Standing(
        findings=found,
        errors=sum(f["severity"] == "error" for f in found),
        unexplained=sum(f["severity"] == "warning" and not f["explained"] for f in found),
        amount_fen=amount,
        scores=list(judgement.scores()),
    )
