"""What may be done with a card and by whom: read from the rulebook's ``library.yaml``, never written in code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wenxiao.core.workflow.model import State, Transition
from wenxiao.core.yaml_files import load_mapping
from wenxiao.rulebook import ROOT

PROPOSED, ACTIVE, DECLINED, MERGED, RETIRED = "proposed", "active", "declined", "merged", "retired"
PROPOSE, APPROVE, MERGE = "propose", "approve", "merge"
LIGHTS = {PROPOSED: "over", ACTIVE: "good", DECLINED: "none", MERGED: "none", RETIRED: "watch"}


@dataclass(frozen=True)
class Acts:
    """The states of a card and the acts that lead from one to another."""

    states: dict[str, State]
    acts: dict[str, Transition]

    def open_to(self, state: str, roles: Iterable[str]) -> list[Transition]:
        """Give what someone with ``roles`` may do with a card in ``state``, in the order written."""
        held = set(roles)
        return [act for act in self.acts.values() if state in act.sources and held & set(act.roles)]

    def light(self, state: str) -> tuple[str, str]:
        """Give a state as colour and word."""
        return LIGHTS[state], self.states[state].label


@lru_cache(maxsize=1)
def acts() -> Acts:
    """Give the states and acts of the library."""
    told = load_mapping(ROOT / "cn" / "library.yaml")
    states = {key: State(id=key, **entry) for key, entry in told["states"].items()}
    steps = {key: Transition.model_validate({"id": key, **entry}) for key, entry in told["acts"].items()}
    return Acts(states, steps)
