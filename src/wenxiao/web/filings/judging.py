"""How a filing stands: its findings, and what of them is still open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from wenxiao.core.documents import Json
from wenxiao.core.facts.build import build_facts
from wenxiao.core.forms.shape import check_shape
from wenxiao.core.judging import judge
from wenxiao.web.rulebook import rulebook


@dataclass(frozen=True)
class Standing:
    """The findings of one document as the workflow needs them."""

    findings: list[dict[str, Any]]
    errors: int
    unexplained: int
    amount_fen: int | None


def standing_of(content: Json) -> Standing:
    """Judge one document; explanations are kept in it under ``explanations`` by rule and place."""
    place = rulebook().catalog.place(str(content.get("jurisdiction") or "cn"))
    form = place.forms[content["form"]]
    facts = build_facts([content], place.forms)
    found = [dict(f) for f in judge(facts, rulebook().catalog, as_of=date.today()).findings()]
    problems = check_shape({k: v for k, v in content.items() if k != "explanations"}, form)
    explained = content.get("explanations") or {}
    open_warnings = [
        f for f in found if f["severity"] == "warning" and not explained.get(f"{f['rule']}@{f['at']}")
    ]
    errors = sum(f["severity"] == "error" for f in found) + sum(p.severity == "error" for p in problems)
    head = facts[form.stage]
    amount = head["amount_fen"].to_list()[0] if "amount_fen" in head.columns and len(head) else None
    return Standing(found, errors, len(open_warnings), amount)
