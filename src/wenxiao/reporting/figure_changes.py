"""How a report's figures would change between two judgements, with the rows that enter and leave."""

from __future__ import annotations

from wenxiao.core.calendar import Clock
from wenxiao.core.catalog import Catalog
from wenxiao.core.documents import Json
from wenxiao.core.errors import NotFoundError
from wenxiao.core.judging import Judgement
from wenxiao.core.reports import Query
from wenxiao.reporting.figures import Figures


def figure_changes(
    report: str,
    year: int,
    jurisdiction: str,
    sides: tuple[tuple[Catalog, Judgement], tuple[Catalog, Judgement]],
) -> list[Json]:
    """Give the figures of a report that differ between two judged catalogues: label, before, after, rows in and out."""
    before, after = (_figures(report, year, jurisdiction, catalog, judged) for catalog, judged in sides)
    changes = []
    for name in before.report.figures:
        try:
            old, new = before[name], after[name]
        except NotFoundError:  # a figure that rests on a value which one of the days does not have yet
            continue
        if old.value != new.value:
            entered, left = _rows(after, name) - _rows(before, name), _rows(before, name) - _rows(after, name)
            changes.append(
                {"figure": old.figure.id, "label": old.figure.label, "before": old.shown, "after": new.shown,
                 "entered": sorted(entered), "left": sorted(left)}
            )  # fmt: skip
    return changes


def _figures(report: str, year: int, jurisdiction: str, catalog: Catalog, judged: Judgement) -> Figures:
    place = catalog.place(jurisdiction)
    parameters = place.parameters.at(Clock(year, judged.as_of))
    return Figures(place.reports[report], judged.facts(), parameters, year, place.links)


def _rows(figures: Figures, name: str) -> set[str]:
    measure = figures[name].measure
    if not isinstance(measure, Query):
        return set()
    rows = figures.rows(measure).iter_rows(named=True)
    return {row["document"] + (f"[{row['row']}]" if "row" in row else "") for row in rows}
