"""Evaluation frameworks (评价指标体系): weighted score sheets as data, Σ = 100 exactly."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from wenxiao.core.documents import Json
from wenxiao.core.errors import RulebookError
from wenxiao.core.forms.model import SubjectKind
from wenxiao.core.parameters import ParameterSet
from wenxiao.core.points import CP, parse_points, show_points
from wenxiao.core.sources import Status
from wenxiao.core.yaml_files import line_of

FULL = 100 * CP
_STRICT = ConfigDict(frozen=True, extra="forbid")


class Formula(BaseModel):
    """A leaf's computation over named inputs: sums of ``of`` and of ``by``, put together by a named function."""

    model_config = _STRICT

    function: Literal["ratio", "saving", "change", "multiple"]
    of: tuple[str, ...]
    by: tuple[str, ...]

    @property
    def text(self) -> str:
        """The formula as people write it."""
        of, by = "＋".join(self.of), "＋".join(self.by)
        if self.function == "ratio":
            return f"{of} ÷ {by} × 100%"
        if self.function == "multiple":
            return f"{of} ÷ {by}"
        first, second = (by, of) if self.function == "saving" else (of, by)
        return f"（{first} － {second}）÷ {by} × 100%"

    def value(self, inputs: Mapping[str, float | None]) -> float | None:
        """Compute it; ``None`` when an input is missing or the divisor is zero."""
        given = [inputs.get(name) for name in (*self.of, *self.by)]
        if any(number is None for number in given):
            return None
        of, by = (sum(inputs[name] or 0.0 for name in names) for names in (self.of, self.by))
        if by == 0:
            return None
        return {"saving": by - of, "change": of - by}.get(self.function, of) / by


class Leaf(BaseModel):
    """One third-level indicator: weight, what it looks at, and how it is judged."""

    model_config = _STRICT

    name: str
    weight: str | int | float
    explain: str
    points: tuple[str, ...] = ()
    formula: Formula | None = None
    standard: str | None = None
    basis: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_judged_somehow(self) -> Leaf:
        if not (self.points or self.formula or self.standard):
            raise ValueError(f"指标“{self.name}”没有评价要点、算式或评分标准")
        if not self.weight_cp:
            raise ValueError(f"指标“{self.name}”没有分值")
        return self

    @property
    def weight_cp(self) -> int:
        """The weight in 1/100 point."""
        return parse_points(self.weight) or 0

    @property
    def how(self) -> str:
        """How it is judged, in one text for a score sheet."""
        parts = [self.explain]
        if self.formula:
            parts.append(f"算式：{self.formula.text}。")
        if self.standard:
            parts.append(self.standard)
        if self.points:
            parts.append("要点：" + "；".join(f"{i}. {p}" for i, p in enumerate(self.points, 1)) + "。")
        return "".join(parts)


class Group(BaseModel):
    """A second-level indicator."""

    model_config = _STRICT

    name: str
    leaves: tuple[Leaf, ...]


class Level(BaseModel):
    """A first-level indicator."""

    model_config = _STRICT

    name: str
    groups: tuple[Group, ...]


class Requirement(BaseModel):
    """A share of the weight that a parameter demands of some levels or groups."""

    model_config = _STRICT

    of: tuple[str, ...]
    at_least: str
    key: str | None = None  # where the parameter holds several limits


class Framework(BaseModel):
    """One framework: levels, groups and leaves with weights that add up to 100."""

    model_config = _STRICT

    id: str
    title: str
    label: str
    subject: tuple[SubjectKind, ...]
    basis: tuple[str, ...]
    status: Status
    confidence: Literal["high", "medium", "low"] | None = None
    scope: str | None = None
    version: date
    help: str | None = None
    weights: str | None = None  # the parameter with which the weights agree
    requires: tuple[Requirement, ...] = ()
    levels: tuple[Level, ...]
    file: str = ""

    def rows(self) -> Iterator[tuple[Level, Group, Leaf]]:
        """Give every leaf with the group and level above it, in order."""
        for level in self.levels:
            for group in level.groups:
                for leaf in group.leaves:
                    yield level, group, leaf

    def weight_of(self, *names: str) -> int:
        """Give the weight (1/100 point) of the levels, groups or leaves named."""
        return sum(leaf.weight_cp for lv, g, leaf in self.rows() if {lv.name, g.name, leaf.name} & set(names))

    def sheet(self) -> Json:
        """Give the content of a score sheet that this framework fills in beforehand."""
        rows = [
            {"level1": lv.name, "level2": g.name, "level3": leaf.name, "weight": show_points(leaf.weight_cp), "standard": leaf.how}
            for lv, g, leaf in self.rows()
        ]  # fmt: skip
        return {"framework": self.title, "scores": rows}


def check_sum(framework: Framework, path: Path) -> None:
    """Raise RulebookError unless the weights add up to exactly 100."""
    total = sum(leaf.weight_cp for _, _, leaf in framework.rows())
    if total != FULL:
        gap = "少" if total < FULL else "多"
        raise RulebookError(
            f"评价指标体系“{framework.title}”的分值合计 {show_points(total)} 分，应为 100 分，"
            f"{gap} {show_points(abs(FULL - total))} 分，请调整各项 weight。",
            file=str(path),
            line=line_of(path, "levels"),
        )


def check_requirements(framework: Framework, parameters: ParameterSet) -> None:
    """Raise RulebookError unless the weights meet what parameters demand and agree with them."""
    path = Path(framework.file)
    for told in framework.requires:
        limit = _value(framework, told.at_least, parameters)
        limit = limit[told.key] if told.key else limit
        have = framework.weight_of(*told.of)
        if have < round(limit * FULL):
            raise RulebookError(
                f"评价指标体系“{framework.title}”的{'、'.join(told.of)}合计 {show_points(have)} 分，"
                f"不得低于 {show_points(round(limit * FULL))} 分（参数 {told.at_least}），请调高这几项的 weight。",
                file=framework.file,
                line=line_of(path, "requires"),
            )
    if framework.weights:
        for name, points in _value(framework, framework.weights, parameters).items():
            have = framework.weight_of(name)
            if have != parse_points(points):
                raise RulebookError(
                    f"评价指标体系“{framework.title}”的“{name}”合计 {show_points(have)} 分，"
                    f"参数 {framework.weights} 写的是 {points} 分，请改成一致。",
                    file=framework.file,
                    line=line_of(path, "weights"),
                )


def _value(framework: Framework, name: str, parameters: ParameterSet) -> Any:
    value = parameters[name].in_force(date.max) if name in parameters else None
    if value is None:
        raise RulebookError(
            f"评价指标体系“{framework.title}”引用的参数 {name} 没有取值，请改正名称或补上取值。",
            file=framework.file,
            line=line_of(Path(framework.file), "requires"),
        )
    return value.value
