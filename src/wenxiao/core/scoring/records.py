"""Scores as people and other systems read them (DESIGN §9), one record a document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

import narwhals as nw

from wenxiao.core.scoring.explain import basis_of, explain_execution, explain_indicator, explain_total
from wenxiao.core.scoring.settings import ScoringSettings

Frame = nw.DataFrame[Any]
Row = Mapping[str, Any]


def points_number(cp: int | None) -> float | int | None:
    """Give points as a plain number for JSON: 8, 9.73, ``None``."""
    if cp is None:
        return None
    value = Decimal(cp) / 100
    return int(value) if value == value.to_integral_value() else float(value)


def score_records(
    heads: Frame, rows: Frame, settings: ScoringSettings, cite: Callable[[str], str]
) -> Iterator[dict[str, Any]]:
    """Give the score of each document with a sentence for every step."""
    by_document: dict[str, list[dict[str, Any]]] = {}
    for row in rows.sort("document", "row").iter_rows(named=True):
        by_document.setdefault(row["document"], []).append(row)
    for head in heads.iter_rows(named=True):
        lines = by_document.get(head["document"], [])
        yield {
            "document": head["document"],
            "total": points_number(head["total_cp"]),
            "grade": head["grade"],
            "provisional": head["provisional"],
            "execution": {
                "rate": head["execution_rate"],
                "points": points_number(head["execution_points_cp"]),
                "trace": explain_execution(head, settings, cite),
            },
            "indicators": [_indicator(row, settings, cite) for row in lines],
            "claimed_total": points_number(head["claimed_total_cp"]),
            "difference": points_number(head["difference_cp"]),
            "trace": explain_total(head, settings, cite),
        }


def _indicator(row: Row, settings: ScoringSettings, cite: Callable[[str], str]) -> dict[str, Any]:
    claimed, points = row.get("claimed_points_cp"), row["points_cp"]
    return {
        "at": f"indicators[{row['row']}]",
        "level3": row["level3"],
        "status": row["status"],
        "met": row["met"],
        "ratio": row["ratio"],
        "points": points_number(points),
        "counted": points_number(row["taken_cp"]),
        "claimed": points_number(claimed),
        "difference": None if claimed is None or points is None else points_number(claimed - points),
        "trace": explain_indicator(row, settings, cite),
        "basis": basis_of(row, settings),
    }
