"""The scoring parameters of one place at one clock, read once and with their basis kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wenxiao.core.parameters import Parameters, Value


@dataclass(frozen=True)
class ScoringSettings:
    """What scoring needs from the rulebook; ``values`` keeps status and basis for explanations."""

    execution_weight: int
    reverse_variant: str
    over_ratio: float
    qualitative_bands: list[dict[str, Any]]
    satisfaction_bands: dict[str, Any] | None
    grade_bands: list[dict[str, Any]]
    values: dict[str, Value | None]

    @classmethod
    def of(cls, p: Parameters) -> ScoringSettings:
        """Read the parameters ``score.*`` and ``grade.bands``; a withheld proposal stays off."""
        return cls(
            execution_weight=int(p.get("score.execution_weight")) * 100,
            reverse_variant=str(p.get("score.reverse_variant")),
            over_ratio=float(p.get("score.over_fulfilment_explain_ratio")),
            qualitative_bands=list(p.get("score.qualitative_bands")),
            satisfaction_bands=p.find("score.satisfaction_bands"),
            grade_bands=list(p.get("grade.bands")),
            values=_with_bases(p),
        )

    def basis(self, name: str) -> str | None:
        """Give the basis of a parameter that was read."""
        value = self.values.get(name)
        return value.basis if value else None


def _with_bases(p: Parameters) -> dict[str, Value | None]:
    for name in (
        "score.quantitative_missed",
        "score.equal_variant",
        "score.execution_rate",
        "score.qualitative_bands",
    ):
        p.get(name)
    return dict(p.read)
