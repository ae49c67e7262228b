"""A report of a workspace for one year: from stored documents to figures, Word file and traces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wenxiao.core.calendar import Clock, show_date
from wenxiao.core.catalog import Catalog
from wenxiao.core.documents import Filing
from wenxiao.core.errors import NotFoundError
from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import Judgement, judge
from wenxiao.core.place import Place
from wenxiao.reporting.compose import Composed, compose
from wenxiao.reporting.figures import Figures
from wenxiao.reporting.official_docx import write_report


@dataclass(frozen=True)
class ReportRun:
    """Everything one report rests on."""

    place: Place
    catalog: Catalog
    figures: Figures
    composed: Composed
    judgement: Judgement
    origins: dict[str, str]

    def write(self, path: Path, *, issued: date) -> None:
        """Write the Word file, signed by the place's finance bureau."""
        issuer = str(self.place.facts.get("bureau", f"{self.place.name}财政局"))
        write_report(self.composed, path, issuer=issuer, issued=show_date(issued))


def run_report(
    name: str, year: int, filings: Sequence[Filing], catalog: Catalog, jurisdiction: str, *, as_of: date
) -> ReportRun:
    """Judge the documents and compose report ``name`` for ``year``. NotFoundError when there is no such report."""
    place = catalog.place(jurisdiction)
    if name not in place.reports:
        known = "、".join(f"{r.id}（{r.title}）" for r in place.reports.values())
        raise NotFoundError(f"没有名为 {name} 的报告；现有：{known}。")
    judgement = judge(build_facts((f.content for f in filings), place.forms), catalog, as_of=as_of)
    parameters = place.parameters.at(Clock(year, as_of))
    figures = Figures(place.reports[name], judgement.facts(), parameters, year, place.links)
    words = {
        "place": str(place.facts.get("region", place.name)),
        "year": str(year),
        "before": str(year - 1),
        "bureau": str(place.facts.get("bureau", "")),
    }
    origins = {f.id: " · ".join(p for p in (f.origin.file, f.origin.sheet) if p) for f in filings}
    return ReportRun(place, catalog, figures, compose(figures, words), judgement, origins)
