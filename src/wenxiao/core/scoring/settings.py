"""The scoring parameters of one place at one clock, read once and with their basis kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from wenxiao.core.parameters import Parameters, Value

Made = TypeVar("Made")


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
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

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

    def keep(self, name: str, make: Callable[[], Made]) -> Made:
        """Give what ``make`` gives from these settings, made once (expressions of scoring, see ``core/kept``)."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

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
