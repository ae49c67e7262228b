"""Columns that an overlay's form no longer has, though a rule of the layer below reads them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from wenxiao.core.calendar import Clock
from wenxiao.core.checks.fault import Fault
from wenxiao.core.facts.schema import table_schemas
from wenxiao.core.layers import Layer
from wenxiao.core.place import Place
from wenxiao.core.rules.ready import make_ready
from wenxiao.core.yaml_files import line_with


def lost_columns(layer: Layer, place: Place, below: Place) -> Iterator[Fault]:
    """Find rules of the place below that fall silent because a form of the layer dropped a column."""
    today = date.today()
    ready = make_ready(below.rules.values(), below.parameters.at(Clock(today.year, today)))
    for name, form in layer.forms.items():
        if name not in below.forms:
            continue
        ours, theirs = table_schemas({name: form}), table_schemas({name: below.forms[name]})
        for table, rules in ready.by_table.items():
            had = theirs[table].columns if table in theirs else {}
            kept = ours[table].columns if table in ours else {}
            for rule in rules:
                lost = sorted(column for column in rule.needed if column in had and column not in kept)
                if lost:
                    labels = "、".join(dict.fromkeys(had[column].label for column in lost))
                    yield Fault(
                        form.file, line_with(Path(form.file), "sections"),
                        f"{layer.name}的表单《{form.title}》没有“{labels}”，上级规则 {rule.rule.id} 因此查不了。"
                        f"请保留这些栏目；地方表单只能增加，不能删去规则要用的栏目。",
                    )  # fmt: skip
