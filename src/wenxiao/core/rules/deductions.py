"""What an adopted deduction table takes from a document in all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from wenxiao.core.rules.engine import Hits
from wenxiao.core.rules.model import DEDUCTION


def total_deductions(hits: Iterable[Hits], most: int | None) -> dict[str, int]:
    """Give the points (1/100) taken from each document: each rule up to its own bound, all up to ``most``.

    Documents from which nothing is taken are left out.
    """
    totals: dict[str, int] = defaultdict(int)
    for hit in hits:
        if DEDUCTION not in hit.finding.values:
            continue
        taken: dict[str, int] = defaultdict(int)
        for document, points in hit.rows.select("document", DEDUCTION).rows():
            taken[document] += round(points or 0)
        bound = hit.finding.deduction_max
        for document, points in taken.items():
            totals[document] += points if bound is None else min(points, bound)
    return {doc: points if most is None else min(points, most) for doc, points in totals.items() if points}
