"""Judging a table at a time: all conditions of a table in one pass, sentences only where flagged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import narwhals as nw

from wenxiao.core.facts.model import Facts
from wenxiao.core.links import Link
from wenxiao.core.parameters import Parameters
from wenxiao.core.points import show_points
from wenxiao.core.rules.grouping import LARGE, document_groups
from wenxiao.core.rules.messages import render
from wenxiao.core.rules.model import DEDUCTION, Finding, Rule
from wenxiao.core.rules.ready import GROUP, ReadyRule, ReadyRules, make_ready

Frame = nw.DataFrame[Any]
KEYS = ("jurisdiction", "fiscal_year", "document")


@dataclass(frozen=True)
class Hits:
    """The rows one rule flagged: ``mark`` over the rows of ``frame``; their values are fetched when asked for."""

    ready: ReadyRule
    frame: Frame
    mark: nw.Series[Any]
    section: str | None

    @property
    def rule(self) -> Rule:
        """The rule that spoke."""
        return self.ready.rule

    @property
    def finding(self) -> Finding:
        """What it looks for, under the parameter values of these rows."""
        return self.ready.finding

    @cached_property
    def keys(self) -> Frame:
        """Place, year, document and row number of the flagged rows."""
        return self.frame.select(*self._key_names).filter(self.mark)

    @cached_property
    def rows(self) -> Frame:
        """The flagged rows with the values the sentence needs."""
        shown = sorted(name for name in self.ready.shown - set(self._key_names) if name in self.frame.columns)
        told = [name for name in self.finding.values if name not in shown]
        if self.ready.windowed:
            return (
                self.frame.with_columns(*self.ready.values)
                .filter(self.mark)
                .select(*self._key_names, *shown, *told)
            )
        wanted = sorted(self.ready.needed.union(self._key_names, shown))
        return (
            self.frame.select(*wanted).filter(self.mark).select(*self._key_names, *shown, *self.ready.values)
        )

    def looked_into(self) -> Hits:
        """Give what the whole condition flags among rows that its quick part let through."""
        wanted = self.ready.needed.union(self._key_names, self.ready.shown)
        frame = self.frame.select(*_there(self.frame, wanted)).filter(self.mark)
        mark = frame.select(self.ready.mark).to_dict(as_series=True).popitem()[1]
        return Hits(self.ready, frame, mark.fill_null(value=False), self.section)

    @property
    def _key_names(self) -> tuple[str, ...]:
        return KEYS if self.section is None else (*KEYS, "row")

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
    return run_ready(facts, make_ready(rules, parameters), links)


def run_ready(facts: Facts, ready: ReadyRules, links: Mapping[str, Link]) -> Outcome:
    """Run rules that were made ready; those of tables without rows cost nothing."""
    outcome = Outcome(skipped=dict(ready.skipped))
    for table, rules in ready.by_table.items():
        if table in facts.tables and len(facts[table]):
            _run_table(facts, table, rules, links, outcome)
    return outcome


def _run_table(
    facts: Facts, table: str, rules: list[ReadyRule], links: Mapping[str, Link], outcome: Outcome
) -> None:
    wanted = frozenset().union(*(ready.needed for ready in rules))
    frame, missing = facts.with_columns_of(table, wanted, links)
    unread = missing & set(facts.schemas[table].columns)
    able = []
    for ready in rules:
        # A column that was not read matters only to the condition; one that nothing gives, also to the sentence.
        lacking = ready.needed & missing - (unread - ready.judged)
        if lacking:
            outcome.skipped[ready.rule.id] = f"缺少数据列 {'、'.join(sorted(lacking))}，本规则未判断。"
        else:
            able.append(ready)
    if not able:
        return
    if any(ready.grouped for ready in able):
        frame = frame.with_columns(document_groups(frame["document"]).alias(GROUP))
    screens = len(frame) >= LARGE
    section = facts.schemas[table].section
    for hits in (*_of_all(frame, able, section, screens=screens), *_of_some(frame, able, section)):
        if hits.mark.any():
            outcome.hits.append(hits)


def _of_all(frame: Frame, able: list[ReadyRule], section: str | None, *, screens: bool) -> Iterator[Hits]:
    """Give what the rules flag that look at every row, all in one pass."""
    rules = [ready for ready in able if ready.among is None]
    if not rules:
        return
    flags = frame.select(*(ready.quick_mark if screens else ready.mark for ready in rules))
    spoke = next(flags.select(nw.all().any()).iter_rows())
    for ready, name, any_row in zip(rules, flags.columns, spoke, strict=True):
        if any_row:
            # A missing condition flags nothing.
            hits = Hits(ready, frame, flags[name].fill_null(value=False), section)
            yield hits.looked_into() if screens and ready.screen is not None else hits


def _of_some(frame: Frame, able: list[ReadyRule], section: str | None) -> Iterator[Hits]:
    """Give what the rules flag that compare certain rows with one another: only those are gathered."""
    for ready in able:
        if ready.among is None:
            continue
        keys = {*KEYS, GROUP, *(() if section is None else ("row",))}
        rows = frame.select(*_there(frame, keys.union(ready.needed, ready.shown))).filter(ready.among)
        if len(rows):
            mark = rows.select(ready.mark).to_dict(as_series=True).popitem()[1]
            yield Hits(ready, rows, mark.fill_null(value=False), section)


def _there(frame: Frame, names: Iterable[str]) -> list[str]:
    return sorted(set(names) & set(frame.columns))


def _default_value(finding: Finding, row: Mapping[str, Any]) -> str | None:
    name = finding.at.replace(".", "_")
    return f"{{{name}}}" if row.get(name) is not None else None
