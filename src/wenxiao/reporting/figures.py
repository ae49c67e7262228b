"""Computing figures: each a named query over judged facts, exact until it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import narwhals as nw

from wenxiao.core.compile import to_narwhals
from wenxiao.core.errors import NotFoundError
from wenxiao.core.expr import columns_of
from wenxiao.core.facts.model import Facts
from wenxiao.core.links import Link
from wenxiao.core.money import FEN_PER
from wenxiao.core.parameters import Parameters, Value
from wenxiao.core.reports import Difference, Figure, Fixed, Measure, Query, Ratio, Report

Frame = nw.DataFrame[Any]


@dataclass(frozen=True, slots=True)
class FigureValue:
    """A computed figure: exact ``value`` (分 for money, a fraction for shares), as ``shown``, and where it is from."""

    figure: Figure
    measure: Measure
    value: Fraction | None
    shown: str
    parameters: Mapping[str, Value | None] = field(default_factory=dict)


class Figures:
    """The figures of one report for one year over one set of facts; each is computed once."""

    def __init__(
        self,
        report: Report,
        facts: Facts,
        parameters: Parameters,
        year: int,
        links: Mapping[str, Link] | None = None,
    ) -> None:
        """Bind a report to judged facts, the parameters in force and the report's year."""
        self.report, self.facts, self.year = report, facts, year
        self.parameters, self._links = parameters, links or {}
        self._done: dict[str, FigureValue] = {}

    def __getitem__(self, name: str) -> FigureValue:
        """Give a figure by its name or full id; NotFoundError lists near names."""
        name = name.removeprefix(f"{self.report.id}.")
        if name not in self._done:
            if name not in self.report.figures:
                raise NotFoundError(
                    f"报告 {self.report.id} 没有指标数 {name}；现有：{'、'.join(self.report.figures)}。"
                )
            self._done[name] = self._compute(self.report.figures[name])
        return self._done[name]

    def rows(self, query: Query) -> Frame:
        """Give the rows of facts a query counts."""
        wanted = columns_of(query.where) | (columns_of(query.value) if query.value is not None else set())
        if query.table not in self.facts.tables:
            raise NotFoundError(f"数据中没有“{query.table}”表，相关的填报表还没有收齐。")
        frame, missing = self.facts.with_columns_of(query.table, wanted, self._links)
        if missing:
            raise NotFoundError(f"“{query.table}”表缺少 {'、'.join(sorted(missing))} 列。")
        return frame.filter(to_narwhals(query.where))

    def _compute(self, figure: Figure) -> FigureValue:
        self.parameters.read.clear()
        measure = figure.body(self.parameters, self.year)
        used = dict(self.parameters.read)
        value = self._value(measure)
        return FigureValue(figure, measure, value, show(value, figure.unit, figure.digits), used)

    def _value(self, measure: Measure) -> Fraction | None:
        if isinstance(measure, Fixed):
            return None if measure.value is None else Fraction(str(measure.value))
        if isinstance(measure, Ratio):
            part, whole = self[measure.part].value, self[measure.whole].value
            return None if part is None or not whole else part / whole
        if isinstance(measure, Difference):
            left, right = self[measure.minuend].value, self[measure.subtrahend].value
            return None if left is None or right is None else left - right
        rows = self.rows(measure)
        if measure.value is None:
            return Fraction(len(rows))
        result = rows.filter(*_given(measure)).select(to_narwhals(measure.value).alias("value"))["value"]
        number = result.to_list()[0] if len(result) else 0
        return Fraction(0 if number is None else int(number))


def _given(query: Query) -> list[Any]:
    names = columns_of(query.value) if query.value is not None else set()
    return [~nw.col(name).is_null() for name in sorted(names)] or [nw.lit(value=True)]


def show(value: Fraction | None, unit: str, digits: int) -> str:
    """Write a figure for a sentence: money and shares with their unit, counts bare; half-up, no padding zeros."""
    if value is None:
        return "（缺数）"
    if unit in FEN_PER:
        value = value / FEN_PER[unit]
    elif unit == "%":
        value = value * 100
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    text = format(exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return f"{text}{unit}" if unit in FEN_PER or unit == "%" else text
