"""Dated parameters: every threshold and weight with basis, status and the day it takes effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from wenxiao.core.calendar import Clock, ClockName, show_date
from wenxiao.core.errors import NotFoundError
from wenxiao.core.sources import STATUS_LABEL, Status

Effect = Literal["none", "score", "grade", "money"]


class Value(BaseModel):
    """A parameter's value from one day on; ``value: null`` ends it."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    since: date = Field(alias="from")
    value: Any = None
    basis: str
    status: Status = "proposed"
    reviewed: date | None = None
    confidence: Literal["high", "medium", "low"] | None = None
    scope: str | None = None
    note: str | None = None
    adopt: bool = False
    place: str = "cn"


class Parameter(BaseModel):
    """One named parameter of a place with its history, oldest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    label: str
    unit: str | None = None
    keyed_by: ClockName = "activity_date"
    effect: Effect = "none"
    help: str | None = None
    values: tuple[Value, ...]  # empty: declared, but no value at this level
    file: str = ""

    def in_force(self, on: date) -> Value | None:
        """Give the value in force on a day, or ``None`` before the first one or after an end."""
        current = None
        for value in self.values:
            if value.since <= on:
                current = value
        return current if current is not None and current.value is not None else None

    def is_off(self, value: Value) -> bool:
        """Tell whether a proposed value is withheld because no bureau has adopted it."""
        return value.status == "proposed" and not value.adopt and self.effect != "none"

    def explain(self, value: Value) -> str:
        """Give the value with its mark in one line for people."""
        adopted = "，本地已采用" if value.adopt else ""
        unit = f" {self.unit}" if self.unit else ""
        return f"{self.label}：{value.value}{unit}（{STATUS_LABEL[value.status]}{adopted}，{show_date(value.since)}起）"


@dataclass(frozen=True)
class ParameterSet(Mapping[str, Parameter]):
    """All parameters of one place, overlays applied."""

    items_by_name: Mapping[str, Parameter] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Parameter:
        """Give a parameter by its two-level name; NotFoundError names what exists."""
        if name not in self.items_by_name:
            group = name.split(".", maxsplit=1)[0] + "."
            near = [n for n in self.items_by_name if n.startswith(group)] or sorted(self.items_by_name)
            raise NotFoundError(f"没有名为 {name} 的参数；相近的有：{'、'.join(near[:8])}。")
        return self.items_by_name[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether a parameter of that name exists."""
        return name in self.items_by_name

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self.items_by_name)

    def __len__(self) -> int:
        """Count the parameters."""
        return len(self.items_by_name)

    def value(self, name: str, clock: Clock) -> Value | None:
        """Give the value that counts at ``clock``; ``None`` when it is ended or withheld.

        Raises NotFoundError before the first value, naming its basis.
        """
        parameter = self[name]
        day = clock.date_for(parameter.keyed_by)
        if not parameter.values:
            raise NotFoundError(f"参数 {name}（{parameter.label}）国家没有统一取值，须由本地规则库规定。")
        first = parameter.values[0]
        if day < first.since:
            raise NotFoundError(
                f"参数 {name}（{parameter.label}）在 {show_date(day)} 尚无取值，"
                f"最早自 {show_date(first.since)} 起（依据 {first.basis}）。"
            )
        value = parameter.in_force(day)
        return None if value is None or parameter.is_off(value) else value

    def at(self, clock: Clock) -> Parameters:
        """Give the plain values in force at ``clock``, readable as ``p.goal.max_over_completion``."""
        return Parameters(self, clock)

    def overlaid(self, layer: Mapping[str, Parameter]) -> ParameterSet:
        """Give a set in which each parameter of ``layer`` continues or replaces the one below it.

        Values of the layer win from their first day on; ``adopt`` takes over the
        value below that is in force that day, under the layer's own basis.
        """
        merged = dict(self.items_by_name)
        for name, upper in layer.items():
            merged[name] = _overlay(merged.get(name), upper)
        return ParameterSet(merged)


def _overlay(lower: Parameter | None, upper: Parameter) -> Parameter:
    if lower is None:
        return upper
    values = [_adopted(value, lower) if value.adopt else value for value in upper.values]
    first = values[0].since
    kept = tuple(v for v in lower.values if v.since < first)
    return lower.model_copy(update={"values": kept + tuple(values), "file": upper.file})


def _adopted(value: Value, lower: Parameter) -> Value:
    below = lower.in_force(value.since)
    taken = {"value": below.value, "status": below.status} if below else {"value": None}
    return value.model_copy(update=taken)


class Parameters:
    """The values of one place at one clock, by attribute; remembers what was read."""

    def __init__(self, names: ParameterSet, clock: Clock) -> None:
        """Bind a set to a clock."""
        self._set = names
        self._clock = clock
        self.read: dict[str, Value | None] = {}

    def get(self, name: str) -> Any:
        """Give the plain value of ``name`` now in force, ``None`` when ended or withheld."""
        value = self._set.value(name, self._clock)
        self.read[name] = value
        return None if value is None else value.value

    def find(self, name: str) -> Any:
        """Give the plain value of ``name``, ``None`` also where it does not exist yet: an option nobody had."""
        try:
            return self.get(name)
        except NotFoundError:
            return None

    def __getattr__(self, group: str) -> _Group:
        """Give a group: the file part of the name."""
        if group.startswith("__"):
            raise AttributeError(group)
        return _Group(self, group)


class _Group:
    """One level of attribute access."""

    def __init__(self, owner: Parameters, group: str) -> None:
        self._owner = owner
        self._name = group

    def __getattr__(self, key: str) -> Any:
        if key.startswith("__"):
            raise AttributeError(key)
        return self._owner.get(f"{self._name}.{key}")
