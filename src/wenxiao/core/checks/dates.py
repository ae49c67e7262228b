"""Dates: values follow each other without gaps or overlaps, and rest on documents that existed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from pathlib import Path

from wenxiao.core.calendar import show_date
from wenxiao.core.checks.fault import Fault
from wenxiao.core.forms.model import Field, Form
from wenxiao.core.layers import Layer
from wenxiao.core.parameters import Parameter, ParameterSet, Value
from wenxiao.core.sources import Basis, Source
from wenxiao.core.yaml_files import line_of, line_with


def value_dates(layer: Layer, below: ParameterSet, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Find gaps in dated values, adoptions of nothing, and values older than the document they rest on."""
    for name, parameter in layer.parameters.items():
        yield from _gaps(parameter)
        for value in parameter.values:
            if value.adopt and (name not in below or below[name].in_force(value.since) is None):
                yield _fault(
                    parameter, value,
                    f"采用（adopt）的是 {show_date(value.since)} 有效的上级取值，但那天上级没有取值。"
                    f"请写出 value，或把日期改到上级有取值之后。",
                )  # fmt: skip
            yield from _document(parameter, value, sources)


def _gaps(parameter: Parameter) -> Iterator[Fault]:
    """A value that ends (``value: null``) leaves a gap until the next; a gap needs a word of why."""
    for ended, following in pairwise(parameter.values):
        if ended.value is None and not ended.adopt and not ended.note:
            yield _fault(
                parameter, ended,
                f"取值在 {show_date(ended.since)} 终止，到 {show_date(following.since)} 才有下一个，中间是空档。"
                f"请补上这段的取值；确实没有规定的，在 note 写明原因。",
            )  # fmt: skip
    if (
        parameter.values
        and parameter.values[0].value is None
        and not parameter.values[0].adopt
        and len(parameter.values) == 1
    ):
        first = parameter.values[0]
        if not first.note:
            yield _fault(parameter, first, "取值一开始就是空的。请写出取值，或在 note 写明为什么终止。")


def _document(parameter: Parameter, value: Value, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """An official or local value cannot be older than its document, nor begin after its repeal."""
    source = sources.get(Basis.parse(value.basis).source)
    if source is None or value.status == "proposed" or source.level in {"report", "practice"}:
        return
    if source.issued and value.since < source.issued and parameter.keyed_by == "activity_date":
        yield _fault(
            parameter, value,
            f"取值自 {show_date(value.since)} 起，早于依据 {source.short} 的印发日期 {show_date(source.issued)}。"
            f"请改正日期，或改引当时的文件。",
        )  # fmt: skip
    if source.repealed and value.since >= source.repealed:
        yield _fault(
            parameter, value,
            f"依据 {source.short} 已于 {show_date(source.repealed)} 废止，取值却自 {show_date(value.since)} 起。"
            f"请改引现行文件。",
        )  # fmt: skip


def _fault(parameter: Parameter, value: Value, message: str) -> Fault:
    path = Path(parameter.file)
    key = parameter.name.split(".", 1)[1]
    line = line_with(path, value.since.isoformat(), after=key) or line_of(path, key)
    return Fault(parameter.file, line, f"参数 {parameter.name}（{parameter.label}）的{message}")


def source_dates(sources: Mapping[str, Source], files: Mapping[str, Path]) -> Iterator[Fault]:
    """Find documents that take effect before they are issued or are repealed before they take effect."""
    for source in sources.values():
        path = files[source.place]
        known = [(label, day) for label, day in (
            ("印发", source.issued), ("施行", source.in_force), ("废止", source.repealed),
        ) if day is not None]  # fmt: skip
        for (earlier, before), (later, after) in pairwise(known):
            if after < before:
                yield Fault(
                    str(path), line_of(path, source.id),
                    f"《{source.title}》的{later}日期 {show_date(after)} 早于{earlier}日期 {show_date(before)}。请核对日期。",
                )  # fmt: skip


def form_dates(form: Form) -> Iterator[Fault]:
    """Find versions out of order, and fields of one name whose periods overlap."""
    path = Path(form.file)
    for before, day in pairwise(form.days):
        if day <= before:
            yield Fault(
                form.file, line_with(path, day.isoformat(), last=True),
                f"《{form.title}》的版本日期 {show_date(day)} 不晚于前一版的 {show_date(before)}。请由早到晚排列。",
            )  # fmt: skip
    for section in form.sections:
        for one, other in combinations((*section.fields, *section.footer), 2):
            if one.id == other.id and one.under == other.under and _overlap(one, other):
                yield Fault(
                    form.file, line_with(path, f"id: {one.id},", last=True),
                    f"《{form.title}》“{section.label}”里栏目 {one.id} 写了两次，有效期重叠。"
                    f"请删去一个，或用 since 和 until 分开。",
                )  # fmt: skip


def _overlap(one: Field, other: Field) -> bool:
    first_ends_before = one.until is not None and other.since is not None and one.until < other.since
    second_ends_before = other.until is not None and one.since is not None and other.until < one.since
    return not (first_ends_before or second_ends_before)
