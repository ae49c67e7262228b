"""The pedigree of a figure: sentence, formula, parameters, rows and the documents they come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from wenxiao.core.describe import describe, labels_of
from wenxiao.core.documents import Json
from wenxiao.core.expr import columns_of
from wenxiao.core.money import show_money
from wenxiao.core.parameters import ParameterSet
from wenxiao.core.points import show_points
from wenxiao.core.reports import Difference, Fixed, Query, Ratio
from wenxiao.reporting.figures import Figures, FigureValue


def trace_figure(
    figures: Figures,
    name: str,
    parameters: ParameterSet,
    cite: Callable[[str], str],
    origins: Mapping[str, str],
) -> Json:
    """Give a figure's pedigree as JSON-ready data; ``origins`` maps document ids to file and sheet."""
    value = figures[name]
    return {
        "figure": value.figure.id,
        "label": value.figure.label,
        "shown": value.shown,
        "exact": None if value.value is None else str(value.value),
        "unit": value.figure.unit,
        "query": _query(figures, value),
        "basis": [cite(basis) for basis in value.figure.basis],
        "parameters": [
            {
                "name": key,
                "value": used.value if used else None,
                "told": parameters[key].explain(used)
                if used
                else f"{parameters[key].label}：未采用，按关闭处理",
                "basis": cite(used.basis) if used else None,
            }
            for key, used in sorted(value.parameters.items())
        ],
        "parts": _parts(figures, value),
        "rows": _rows(figures, value, origins),
    }


def _labels(figures: Figures, table: str) -> Callable[[str], str]:
    stage = table.split(".", maxsplit=1)[0]
    schemas = figures.facts.schemas
    names = {f"doc.{k}": c.label for k, c in schemas[stage].columns.items()} if stage in schemas else {}
    names |= {k: c.label for k, c in schemas[table].columns.items()} if table in schemas else {}
    return labels_of({**names, "grade": "等级", "total_cp": "总分"})


def _query(figures: Figures, value: FigureValue) -> str:
    measure = value.measure
    if isinstance(measure, Ratio):
        return f"{_label(figures, measure.part)} ÷ {_label(figures, measure.whole)}，{_rounding(value)}"
    if isinstance(measure, Difference):
        return (
            f"{_label(figures, measure.minuend)} － {_label(figures, measure.subtrahend)}，{_rounding(value)}"
        )
    if isinstance(measure, Fixed):
        return "取规则库参数"
    label = _labels(figures, measure.table)
    counted = "行数" if measure.value is None else describe(measure.value, label)
    return (
        f"在“{measure.table}”表中，取 {describe(measure.where, label)} 的行，求{counted}，{_rounding(value)}"
    )


def _rounding(value: FigureValue) -> str:
    return f"四舍五入到 {value.figure.digits} 位小数" if value.figure.digits else "取整数"


def _label(figures: Figures, name: str) -> str:
    return f"{figures[name].figure.label}（{figures[name].figure.id}）"


def _parts(figures: Figures, value: FigureValue) -> list[Json]:
    measure = value.measure
    names = (
        [measure.part, measure.whole]
        if isinstance(measure, Ratio)
        else [measure.minuend, measure.subtrahend]
        if isinstance(measure, Difference)
        else []
    )
    return [
        {
            "figure": figures[n].figure.id,
            "label": figures[n].figure.label,
            "shown": figures[n].shown,
            "exact": str(figures[n].value),
        }
        for n in names
    ]


def _rows(figures: Figures, value: FigureValue, origins: Mapping[str, str]) -> list[Json]:
    measure = value.measure
    if not isinstance(measure, Query):
        return []
    label = _labels(figures, measure.table)
    used = columns_of(measure.where) | (columns_of(measure.value) if measure.value is not None else set())
    shown = [n for n in sorted(used) if n not in {"fiscal_year", "activity_year"}]
    name = next(
        (n for n in ("subject_name", "name", "level3") if n in figures.facts[measure.table].columns), None
    )
    rows: list[dict[str, Any]] = list(figures.rows(measure).sort("document").iter_rows(named=True))
    return [
        {
            "document": row["document"],
            "origin": origins.get(row["document"], ""),
            "name": row.get(name or "", ""),
            "values": {label(n): row[n] for n in shown},
            "shown": {label(n): _shown(n, row[n]) for n in shown},
        }
        for row in rows
    ]


def _shown(column: str, value: Any) -> str:
    """Write a fact for people: money in 万元, points, yes and no."""
    if value is None:
        return "未填"
    if column.endswith("_fen"):
        return show_money(value)
    if column.endswith("_cp"):
        return f"{show_points(value)} 分"
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
