"""Judging a table at a time: all conditions of a table in one pass, sentences only where flagged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from wenxiao.core.compile import to_narwhals
from wenxiao.core.errors import NotFoundError
from wenxiao.core.expr import Expr, columns_of, lit, needs_whole_table
from wenxiao.core.facts.model import Facts
from wenxiao.core.links import Link
from wenxiao.core.parameters import Parameters
from wenxiao.core.points import show_points
from wenxiao.core.rules.messages import names_in, render
from wenxiao.core.rules.model import DEDUCTION, Finding, Rule

Frame = nw.DataFrame[Any]


@dataclass(frozen=True, slots=True)
class Hits:
    """The rows one rule flagged, with the values its sentence needs."""

    rule: Rule
    finding: Finding
    rows: Frame
    section: str | None

    def records(self) -> Iterator[dict[str, Any]]:
        """Give each finding with its rendered sentence, in row order."""
        for row in self.rows.iter_rows(named=True):
            at = (
                self.finding.at if self.section is None else f"{self.section}[{row['row']}].{self.finding.at}"
            )
            shown = self.finding.value or _default_value(self.finding, row)
            record = {
                "rule": self.rule.id,
                "severity": self.rule.severity,
                "document": row["document"],
                "at": at,
                "message": render(self.finding.message, row),
                "value": None if shown is None else render(shown, row),
                "expected": render(self.finding.expected, row) if self.finding.expected else None,
                "basis": list(self.rule.basis),
                "hint": self.rule.hint,
            }
            if row.get(DEDUCTION) is not None:
                record["deduction"] = show_points(round(row[DEDUCTION]))
            yield record


@dataclass(slots=True)
class Outcome:
    """What judging one group of documents gave; ``skipped`` tells why a rule stayed silent."""

    hits: list[Hits] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)


def run_rules(
    facts: Facts, rules: Iterable[Rule], parameters: Parameters, links: Mapping[str, Link]
) -> Outcome:
    """Run rules over facts under one set of parameter values.

    A rule whose columns or parameters are not there stays silent and is listed in ``skipped``.
    """
    outcome = Outcome()
    by_table: dict[str, list[tuple[Rule, Finding]]] = {}
    for rule in rules:
        try:
            by_table.setdefault(rule.table, []).append((rule, rule.body(parameters)))
        except NotFoundError as fault:
            outcome.skipped[rule.id] = str(fault)
    for table, judged in by_table.items():
        if table in facts.tables and len(facts[table]):
            _run_table(facts, table, judged, links, outcome)
    return outcome


def _run_table(
    facts: Facts, table: str, judged: list[tuple[Rule, Finding]], links: Mapping[str, Link], outcome: Outcome
) -> None:
    wanted = set().union(*(needed_columns(finding) for _, finding in judged))
    frame, missing = facts.with_columns_of(table, wanted, links)
    able = []
    for rule, finding in judged:
        lacking = needed_columns(finding) & missing
        if lacking:
            outcome.skipped[rule.id] = f"缺少数据列 {'、'.join(sorted(lacking))}，本规则未判断。"
        else:
            able.append((rule, finding))
    if not able:
        return
    marks = [to_narwhals(finding.where).alias(f"?{i}") for i, (_, finding) in enumerate(able)]
    flags = frame.select(*marks).with_columns(nw.all().fill_null(value=False))
    spoke = next(flags.select(nw.all().any()).iter_rows())
    section = facts.schemas[table].section
    for i, (rule, finding) in enumerate(able):
        if not spoke[i]:
            continue
        rows = _flagged(frame, flags[f"?{i}"], finding, keyed_by_row=section is not None)
        outcome.hits.append(Hits(rule, finding, rows, section))


def _flagged(frame: Frame, mark: nw.Series[Any], finding: Finding, *, keyed_by_row: bool) -> Frame:
    keys = ["document", "row"] if keyed_by_row else ["document"]
    extras = {
        name: value if isinstance(value, Expr) else lit(value) for name, value in finding.values.items()
    }
    told = {name: to_narwhals(value).alias(name) for name, value in extras.items()}
    shown = (_names_shown(finding) | {finding.at.replace(".", "_")}) - set(told) - set(keys)
    columns = [*keys, *sorted(name for name in shown if name in frame.columns)]
    if any(needs_whole_table(value) for value in extras.values()):
        return frame.with_columns(*told.values()).filter(mark).select(*columns, *told)
    return frame.filter(mark).select(*columns, *told.values())


def needed_columns(finding: Finding) -> set[str]:
    """Give the columns a finding reads: its condition, its values and its sentence."""
    exprs = [finding.where, *(value for value in finding.values.values() if isinstance(value, Expr))]
    return set().union(*(columns_of(expr) for expr in exprs)) | (_names_shown(finding) - set(finding.values))


def _names_shown(finding: Finding) -> set[str]:
    return names_in(finding.message) | names_in(finding.value) | names_in(finding.expected)


def _default_value(finding: Finding, row: Mapping[str, Any]) -> str | None:
    name = finding.at.replace(".", "_")
    return f"{{{name}}}" if row.get(name) is not None else None
