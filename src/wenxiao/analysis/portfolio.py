"""Tables made from the whole portfolio: which filings are like which; rules receive them through links."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import narwhals as nw

from wenxiao.analysis.similarity import near_duplicates
from wenxiao.core.facts.model import Facts

LEAST = 0.6  # what is found at all; how much counts is a parameter of the rules
Texts = dict[str, str]
_COLUMNS: dict[str, Any] = {
    "document": nw.String, "jurisdiction": nw.String, "fiscal_year": nw.Int64,
    "similarity": nw.Float64, "like": nw.String, "others": nw.Int64,
}  # fmt: skip


def with_portfolio(facts: Facts) -> Facts:
    """Give the facts with the tables ``portfolio.goal_text``, ``portfolio.project`` and ``portfolio.result_text``.

    Filings are compared within one place and fiscal year; a project is never compared with itself.
    """
    goals, results = facts.tables.get("goal"), facts.tables.get("self_evaluation")
    made: dict[str, nw.DataFrame[Any]] = {}
    if goals is not None and len(goals) > 1:
        made["portfolio.goal_text"] = _compared(goals, _column(goals, "annual_goal"))
        made["portfolio.project"] = _compared(goals, _whole_text(facts, goals))
    if results is not None and len(results) > 1:
        made["portfolio.result_text"] = _compared(results, _column(results, "actual_goal"))
    whole = None if facts.whole is None else {**facts.whole, **made}
    return Facts({**facts.tables, **made}, facts.schemas, whole=whole)


def _column(heads: nw.DataFrame[Any], name: str) -> Texts:
    return {doc: text for doc, text in heads.select("document", name).rows() if text}


def _whole_text(facts: Facts, heads: nw.DataFrame[Any]) -> Texts:
    parts: dict[str, list[str]] = defaultdict(list)
    for doc, name, form in heads.select("document", "subject_name", "form").rows():
        if form != "department_goal":
            parts[doc].append(name or "")
    for table, columns in (("goal.items", ("content",)), ("goal.indicators", ("level3", "target"))):
        for doc, *texts in facts[table].select("document", *columns).rows():
            if doc in parts:
                parts[doc] += [text for text in texts if text]
    return {doc: "".join(texts) for doc, texts in parts.items()}


def _compared(heads: nw.DataFrame[Any], texts: Mapping[str, str]) -> nw.DataFrame[Any]:
    groups: dict[tuple[Any, Any], list[tuple[str, str, str]]] = defaultdict(list)
    keys = ("document", "jurisdiction", "fiscal_year", "subject_code", "subject_name")
    for doc, place, year, code, name in heads.select(*keys).rows():
        if doc in texts:
            groups[place, year].append((doc, str(code or doc), str(name or "")))
    rows: list[tuple[Any, ...]] = []
    for (place, year), filings in groups.items():
        filings.sort()
        first = {code: doc for doc, code, _ in reversed(filings)}  # one filing speaks for a project
        kept = [filing for filing in filings if first[filing[1]] == filing[0]]
        for number, alike in near_duplicates([texts[doc] for doc, _, _ in kept], least=LEAST).items():
            rows.append((kept[number][0], place, year, alike.similarity, kept[alike.like][2], alike.others))
    data = {name: [row[i] for row in rows] for i, name in enumerate(_COLUMNS)}
    return nw.from_dict(data, _COLUMNS, backend=heads.implementation)
