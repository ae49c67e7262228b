"""Judging: facts in, findings and scores out; pure and deterministic."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import narwhals as nw

from wenxiao.core.calendar import Clock
from wenxiao.core.catalog import Catalog
from wenxiao.core.facts.digest import digest_of
from wenxiao.core.facts.model import Facts
from wenxiao.core.place import Place
from wenxiao.core.points import parse_points
from wenxiao.core.rules.deductions import total_deductions
from wenxiao.core.rules.engine import Hits, run_ready
from wenxiao.core.rules.ready import ReadyRules, make_ready
from wenxiao.core.scoring.records import score_records
from wenxiao.core.scoring.settings import ScoringSettings
from wenxiao.core.scoring.sheets import sheet_records
from wenxiao.core.scoring.stages import score_stages

Frame = nw.DataFrame[Any]
SEVERITY_ORDER = {"error": 0, "warning": 1, "notice": 2}


@dataclass(slots=True)
class Regime:
    """Documents that stand under the same parameter values, and what judging them gave."""

    place: Place
    clock: Clock
    settings: ScoringSettings
    facts: Facts | None = None
    hits: list[Hits] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Judgement:
    """Findings and scores with what they rest on: rulebook version, date, digest of the facts."""

    regimes: Sequence[Regime]
    catalog: Catalog
    as_of: date
    judged: Facts

    @cached_property
    def digest(self) -> str:
        """The digest of the facts that were judged."""
        return digest_of(self.judged)

    def findings(self) -> Iterator[dict[str, Any]]:
        """Give the findings, document by document, the gravest first."""
        records = [record for regime in self.regimes for hit in regime.hits for record in hit.records()]
        yield from sorted(
            records, key=lambda r: (r["document"], SEVERITY_ORDER[r["severity"]], r["rule"], r["at"])
        )

    def scores(self) -> Iterator[dict[str, Any]]:
        """Give the scores of self-evaluations, then of score sheets, with a sentence for every step."""
        cite = self.catalog.cite
        for regime in self.regimes:
            if regime.facts is not None and len(regime.facts.tables.get("self_evaluation", ())):
                heads, rows = regime.facts["self_evaluation"], regime.facts["self_evaluation.indicators"]
                yield from score_records(heads, rows, regime.settings, cite)
        for regime in self.regimes:
            if regime.facts is not None and len(regime.facts.tables.get("evaluation_scores", ())):
                heads, rows = regime.facts["evaluation_scores"], regime.facts["evaluation_scores.scores"]
                yield from sheet_records(heads, rows, regime.place.frameworks, regime.settings, cite)

    def deductions(self) -> dict[str, int]:
        """Give the points (1/100) that adopted deduction tables take, by document; none where none is adopted."""
        totals: dict[str, int] = {}
        for regime in self.regimes:
            most = regime.place.parameters.value("unreasonable.total_max", regime.clock)
            bound = None if most is None else parse_points(most.value)
            totals |= total_deductions(regime.hits, bound)
        return totals

    def skipped(self) -> dict[str, str]:
        """Give the rules that stayed silent for lack of data or parameters, with the reason."""
        return {rule: why for regime in self.regimes for rule, why in regime.skipped.items()}

    def facts(self) -> Facts:
        """Give the facts with points, totals and grades in them, all places and years together."""
        parts = [regime.facts for regime in self.regimes if regime.facts is not None]
        names = {name for part in parts for name in part.tables}
        tables = {
            name: nw.concat(
                [part[name] for part in parts if len(part[name])] or [parts[0][name]], how="diagonal"
            )
            for name in sorted(names)
        }
        return Facts(tables, parts[0].schemas if parts else {})


def judge(
    facts: Facts,
    catalog: Catalog,
    *,
    as_of: date,
    only_rules: Sequence[str] | None = None,
    without: Collection[str] = (),
    score: bool = True,
) -> Judgement:
    """Run every rule that counts where the documents are filed, and score what can be scored.

    ``as_of`` is the date of the act: it chooses the values that are keyed by it.
    ``only_rules`` and ``without`` narrow the rules by id.
    """
    regimes = [
        _judge_regime(part, place, clock, only_rules, without, score=score)
        for place, clock, part in _regimes(facts, catalog, as_of)
    ]
    return Judgement(regimes, catalog, as_of, facts)


def _regimes(facts: Facts, catalog: Catalog, as_of: date) -> Iterator[tuple[Place, Clock, Facts]]:
    groups: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for jurisdiction, year in sorted(_pairs(facts), key=str):
        place = catalog.place(str(jurisdiction or "cn"))
        groups.setdefault((place.code, year or as_of.year), []).append((jurisdiction, year))
    for (code, year), pairs in groups.items():
        place = catalog.place(code)
        yield place, Clock(year, as_of), facts if len(groups) == 1 else _part(facts, pairs)


def _pairs(facts: Facts) -> set[tuple[str, int]]:
    found: set[tuple[str, int]] = set()
    for name, table in facts.tables.items():
        if "." not in name and len(table):
            found |= set(table.select("jurisdiction", "fiscal_year").unique().rows())
    return found


def _part(facts: Facts, pairs: list[tuple[str, int]]) -> Facts:
    """Keep the named documents; other years stay visible to links through the whole tables."""
    tables = {}
    for name, table in facts.tables.items():
        key = nw.lit(value=False)
        for jurisdiction, year in pairs:
            same_place = (
                nw.col("jurisdiction") == jurisdiction if jurisdiction else nw.col("jurisdiction").is_null()
            )
            same_year = nw.col("fiscal_year") == year if year else nw.col("fiscal_year").is_null()
            key = key | (same_place & same_year)
        tables[name] = table.filter(key)
    return Facts(tables, facts.schemas, whole=facts.whole or facts.tables)


def _judge_regime(
    facts: Facts,
    place: Place,
    clock: Clock,
    only_rules: Sequence[str] | None,
    without: Collection[str],
    *,
    score: bool,
) -> Regime:
    filled = {name for name, table in facts.tables.items() if len(table)}
    settings, ready = made_ready(place, clock, only_rules, without, tables=filled)
    regime = Regime(place, clock, settings)
    if score:
        facts = score_stages(facts, settings)
        regime.facts = facts
    outcome = run_ready(facts, ready, place.links)
    regime.hits, regime.skipped = outcome.hits, outcome.skipped
    return regime


def made_ready(
    place: Place,
    clock: Clock,
    only_rules: Sequence[str] | None = None,
    without: Collection[str] = (),
    *,
    tables: Collection[str] | None = None,
) -> tuple[ScoringSettings, ReadyRules]:
    """Give the scoring settings and the rules (on ``tables`` where named) of a place at a clock, made once."""
    wanted = (rule for rule in place.rules.values() if only_rules is None or rule.id in only_rules)
    rules = [r for r in wanted if r.id not in without and (tables is None or r.table in tables)]

    def make() -> tuple[ScoringSettings, ReadyRules]:
        return ScoringSettings.of(place.parameters.at(clock)), make_ready(rules, place.parameters.at(clock))

    return place.keep(("ready", clock, tuple(rule.id for rule in rules)), make)
