"""Scoring whole stages: the scored tables take the place of the plain ones."""

from __future__ import annotations

from wenxiao.core.facts.model import Facts
from wenxiao.core.scoring.indicators import score_indicators
from wenxiao.core.scoring.settings import ScoringSettings
from wenxiao.core.scoring.sheets import score_sheets
from wenxiao.core.scoring.totals import score_evaluations, score_self_evaluations

_READING = ("kind", "comparator", "value", "high", "unit", "sure")
# Columns that scoring reads, by table: kept beside the code that reads them, proved by a test.
READS: dict[str, tuple[str, ...]] = {
    "self_evaluation": ("execution_rate", "execution_weight_cp", "claimed_total_cp"),
    "self_evaluation.indicators": (
        *("target", "actual", "actual_band", "direction", "level3", "weight_cp", "claimed_points_cp"),
        *(f"{side}_{what}" for side in ("target", "actual") for what in _READING),
    ),
    "evaluation": ("weight_total_cp", "total_cp", "claimed_total_cp"),
    "evaluation_scores": ("framework", "claimed_total_cp"),
    "evaluation_scores.scores": ("level1", "level3", "weight_cp", "points_cp", "comment"),
}


def score_stages(facts: Facts, settings: ScoringSettings) -> Facts:
    """Give the facts with points, totals and grades as further columns, so that rules and figures may use them."""
    tables = dict(facts.tables)
    if "self_evaluation" in tables and len(tables["self_evaluation"]):
        rows = score_indicators(tables["self_evaluation.indicators"], settings)
        tables["self_evaluation.indicators"] = rows
        tables["self_evaluation"] = score_self_evaluations(tables["self_evaluation"], rows, settings)
    if "evaluation" in tables and len(tables["evaluation"]):
        tables["evaluation"] = score_evaluations(tables["evaluation"], settings)
    if "evaluation_scores" in tables and len(tables["evaluation_scores"]):
        heads, lines = score_sheets(tables["evaluation_scores"], tables["evaluation_scores.scores"], settings)
        tables |= {"evaluation_scores": heads, "evaluation_scores.scores": lines}
    return Facts(tables, facts.schemas, whole=facts.whole)
