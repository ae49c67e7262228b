"""What most commands start with: the rulebook, the place, the date, the filings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wenxiao.core.catalog import Catalog
from wenxiao.core.documents import Filing, Problem
from wenxiao.core.errors import InputError
from wenxiao.rulebook import load_catalog

if TYPE_CHECKING:
    from wenxiao.core.judging import Judgement

DATA_VARIABLE = "WENXIAO_DATA"
DEFAULT_DATA = Path("wenxiao-demo")


@dataclass(frozen=True)
class Session:
    """The rulebook as one command sees it."""

    catalog: Catalog
    jurisdiction: str
    as_of: date

    @classmethod
    def start(
        cls,
        jurisdiction: str | None = None,
        as_of: str | None = None,
        overlays: Sequence[Path] = (),
        *,
        allow_code: bool = False,
    ) -> Session:
        """Load the rulebook; ``as_of`` is a date in ISO form, today when not given."""
        return cls(load_catalog(overlays, allow_code=allow_code), jurisdiction or "cn", parse_day(as_of))

    def placed(self, filings: Iterable[Filing]) -> list[Filing]:
        """Give the filings with the session's place where they name none, each under an id of its own.

        The same form, unit, year and subject twice is a finding; the second keeps its rows
        apart under ``…#2`` so that neither is judged with the other's.
        """
        seen: dict[str, Filing] = {}
        placed = []
        for filing in filings:
            if not filing.content.get("jurisdiction"):
                filing = replace(filing, content={**filing.content, "jurisdiction": self.jurisdiction})  # noqa: PLW2901
            first = seen.get(filing.id)
            placed.append(filing if first is None else _second(filing, first, seen))
            seen[placed[-1].id] = placed[-1]
        return placed

    def judge(self, filings: Sequence[Filing]) -> Judgement:
        """Judge filings by every rule that counts for them."""
        from wenxiao.core.facts.build import build_facts
        from wenxiao.core.judging import judge

        forms = self.catalog.place(self.jurisdiction).forms
        facts = build_facts((f.content for f in filings), forms)
        if len(filings) > 1:
            from wenxiao.analysis.portfolio import with_portfolio

            facts = with_portfolio(facts)
        return judge(facts, self.catalog, as_of=self.as_of)


def _second(filing: Filing, first: Filing, seen: Mapping[str, Filing]) -> Filing:
    number = next(n for n in count(2) if f"{filing.id}#{n}" not in seen)
    where = " · ".join(part for part in (Path(first.origin.file).name, first.origin.sheet) if part)
    problem = Problem(
        "shape.duplicate_document", "warning", "subject.name",
        f"这张表与“{where or filing.id}”是同一年度、同一对象的同一种表，一个对象只应有一份。",
        hint="确认用哪一份，删去另一份；对象不同的，改正名称或编码。",
    )  # fmt: skip
    content = {**filing.content, "id": f"{filing.id}#{number}"}
    return replace(filing, content=content, problems=(*filing.problems, problem))


def parse_day(text: str | None) -> date:
    """Read a date such as 2021-12-31; today when nothing is given. InputError otherwise."""
    if not text:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise InputError(f"日期“{text}”看不懂，请写成 2021-12-31 的样子。") from fault


def data_folder(given: Path | None) -> Path:
    """Give the workspace folder: the one named, else the environment's, else the demo's."""
    return given or Path(os.environ.get(DATA_VARIABLE) or DEFAULT_DATA)


def findings_of(
    filings: Sequence[Filing], judgement: Judgement, catalog: Catalog
) -> Iterator[dict[str, Any]]:
    """Give shape problems and rule findings with their cells, document by document, the gravest first."""
    from wenxiao.core.judging import SEVERITY_ORDER

    by_id = {filing.id: filing for filing in filings}
    found = [_shape_finding(filing, problem) for filing in filings for problem in filing.problems]
    found += [dict(record) for record in judgement.findings()]
    place = {filing.id: number for number, filing in enumerate(filings)}
    found.sort(key=lambda r: (place.get(r["document"], 0), SEVERITY_ORDER[r["severity"]], r["rule"], r["at"]))
    for record in found:
        filing = by_id.get(record["document"])
        record["cell"] = filing.origin.cell(record["at"]) if filing else None
        order = (
            "rule",
            "severity",
            "document",
            "at",
            "cell",
            "message",
            "value",
            "expected",
            "basis",
            "hint",
        )
        more = ("deduction",) if "deduction" in record else ()  # only where a place adopted a deduction table
        yield {key: record[key] for key in (*order, *more)}


def _shape_finding(filing: Filing, problem: Any) -> dict[str, Any]:
    return {
        "rule": problem.rule,
        "severity": problem.severity,
        "document": filing.id,
        "at": problem.at,
        "message": problem.message,
        "value": problem.value,
        "expected": problem.expected,
        "basis": [],
        "hint": problem.hint,
    }
