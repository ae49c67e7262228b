"""Findings and scores as columns: what a run over a lake writes, without a sentence unless it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import narwhals as nw
import polars as pl

from wenxiao.core.judging import Judgement, Regime
from wenxiao.core.rules.engine import Hits

FINDING: dict[str, Any] = {
    "jurisdiction": pl.String, "fiscal_year": pl.Int64, "document": pl.String, "rule": pl.String,
    "severity": pl.String, "row": pl.Int64, "at": pl.String,
}  # fmt: skip
SENTENCE: dict[str, Any] = {"message": pl.String, "value": pl.String, "expected": pl.String}
SCORE: dict[str, Any] = {
    "jurisdiction": pl.String, "fiscal_year": pl.Int64, "document": pl.String, "stage": pl.String, "form": pl.String,
    "subject_code": pl.String, "total_cp": pl.Int64, "grade": pl.String, "provisional": pl.Boolean,
    "execution_rate": pl.Float64, "execution_points_cp": pl.Int64, "claimed_total_cp": pl.Int64,
    "difference_cp": pl.Int64,
}  # fmt: skip
SCORED_STAGES = ("self_evaluation", "evaluation", "evaluation_scores")


def findings_frame(judgement: Judgement, *, messages: bool = False) -> pl.DataFrame:
    """Give a row for each finding, rule by rule; with ``messages`` also its sentence, value and expectation."""
    schema = {**FINDING, **SENTENCE} if messages else FINDING
    parts = [
        _finding_rows(hits, schema, messages=messages) for regime in judgement.regimes for hits in regime.hits
    ]
    return _together(parts, schema)


def scores_frame(judgement: Judgement) -> pl.DataFrame:
    """Give a row for each scored document: ``*_cp`` in 1/100 point, ``execution_rate`` as a fraction."""
    return _together([part for regime in judgement.regimes for part in _score_rows(regime)], SCORE)


def _finding_rows(hits: Hits, schema: dict[str, Any], *, messages: bool) -> pl.DataFrame:
    rows, at = hits.keys.to_polars(), hits.finding.at
    told = rows.select(
        "jurisdiction", "fiscal_year", "document",
        pl.lit(hits.rule.id).alias("rule"), pl.lit(hits.rule.severity).alias("severity"),
        pl.lit(None, pl.Int64).alias("row") if hits.section is None else pl.col("row"),
        pl.lit(at).alias("at") if hits.section is None else pl.format(f"{hits.section}[{{}}].{at}", "row").alias("at"),
    )  # fmt: skip
    if messages:
        records = list(hits.records())
        told = told.with_columns(
            *(pl.Series(name, [r[name] for r in records], pl.String) for name in SENTENCE)
        )
    return told.select(*schema)


def _score_rows(regime: Regime) -> Iterable[pl.DataFrame]:
    for stage in SCORED_STAGES:
        table: nw.DataFrame[Any] | None = regime.facts.tables.get(stage) if regime.facts else None
        if table is None or not len(table) or "total_cp" not in table.columns:
            continue
        rows = table.to_polars().with_columns(pl.lit(stage).alias("stage"))
        lacking = [pl.lit(None, kind).alias(name) for name, kind in SCORE.items() if name not in rows.columns]
        yield rows.with_columns(*lacking).select(*SCORE)


def _together(parts: Iterable[pl.DataFrame], schema: dict[str, Any]) -> pl.DataFrame:
    return pl.concat([pl.DataFrame(schema=schema), *parts])
