"""A place (财政区划) as one sees it: its own rulebook on top of those it inherits."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from wenxiao.core.errors import NotFoundError
from wenxiao.core.forms.model import Form
from wenxiao.core.links import Link
from wenxiao.core.parameters import ParameterSet
from wenxiao.core.rules.model import Rule

if TYPE_CHECKING:
    from wenxiao.core.frameworks import Framework
    from wenxiao.core.indicators import Card
    from wenxiao.core.layers import Layer
    from wenxiao.core.reports import Report

Made = TypeVar("Made")


@dataclass(frozen=True)
class Place:
    """What counts in one place: parameters, forms, rules, links and reports, overlays applied."""

    code: str
    name: str
    chain: tuple[str, ...]
    parameters: ParameterSet = field(default_factory=ParameterSet)
    forms: Mapping[str, Form] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    links: Mapping[str, Link] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    layers: tuple[Layer, ...] = ()
    _made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def keep(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Give what ``make`` gives for this place, made once a ``key`` (rules ready for a clock, …)."""
        if key not in self._made:
            self._made[key] = make()
        made: Made = self._made[key]
        return made

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports that count here; read when first asked for."""
        merged: dict[str, Report] = {}
        for layer in self.layers:
            merged |= layer.reports
        return merged

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        """The evaluation frameworks that count here, checked against the parameters; read when first asked for."""
        from wenxiao.core.frameworks import check_requirements

        merged: dict[str, Framework] = {}
        for layer in self.layers:
            merged |= layer.frameworks
        for framework in merged.values():
            check_requirements(framework, self.parameters)
        return merged

    @cached_property
    def indicators(self) -> dict[str, Card]:
        """The indicator library that counts here; read when first asked for."""
        from wenxiao.core.indicators import merged

        return merged(layer.library for layer in self.layers)

    def framework(self, name: str) -> Framework:
        """Give a framework by id or Chinese title; NotFoundError lists what exists."""
        for known in self.frameworks.values():
            if name in {known.id, known.title, known.label}:
                return known
        listed = "、".join(f"{f.id}（{f.title}）" for f in self.frameworks.values())
        raise NotFoundError(f"没有名为“{name}”的评价指标体系；现有：{listed}。")

    def form(self, form_id: str) -> Form:
        """Give a form by id or Chinese title; NotFoundError lists what exists."""
        if form_id in self.forms:
            return self.forms[form_id]
        for form in self.forms.values():
            if form_id == form.title:
                return form
        known = "、".join(f"{f.id}（{f.title}）" for f in self.forms.values())
        raise NotFoundError(f"没有名为“{form_id}”的表单；现有：{known}。")
