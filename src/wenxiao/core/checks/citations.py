"""Citations: each leads to a registered document, and an overlay cites its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from wenxiao.core.checks.fault import Fault
from wenxiao.core.frameworks import Framework
from wenxiao.core.layers import Layer
from wenxiao.core.sources import Basis, Source
from wenxiao.core.uses import cited_by_form
from wenxiao.core.yaml_files import line_with


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where the rulebook cites a document; ``key`` is the entry it stands in."""

    what: str
    basis: str
    file: str
    key: str = ""

    @property
    def source(self) -> str:
        """The document's id."""
        return Basis.parse(self.basis).source

    @property
    def line(self) -> int | None:
        """The line on which it is written."""
        path = Path(self.file)
        return line_with(path, self.basis, after=self.key) or line_with(path, self.source)


def citations(layer: Layer) -> Iterator[Citation]:
    """Give everything a layer cites: values, rules, forms, figures, frameworks, indicators."""
    for parameter in layer.parameters.values():
        key = parameter.name.split(".", 1)[1]
        for value in parameter.values:
            yield Citation(f"参数 {parameter.name}", value.basis, parameter.file, key)
    for rule in layer.rules.values():
        yield from (Citation(f"规则 {rule.id}", basis, rule.file) for basis in rule.basis)
    for form in layer.forms.values():
        yield from (Citation(f"表单 {form.id}", basis, form.file) for basis in cited_by_form(form))
    for report in layer.reports.values():
        for figure in report.figures.values():
            file = figure.body.__code__.co_filename
            yield from (Citation(f"指标数 {figure.id}", basis, file) for basis in figure.basis)
    for framework in layer.frameworks.values():
        told = cited_by_framework(framework)
        yield from (Citation(f"评价指标体系 {framework.id}", basis, framework.file) for basis in told)
    cards, adoptions = layer.library
    for card in cards:
        if card.evidence and card.evidence.source and card.framework is None:
            yield Citation(f"指标 {card.id}", card.evidence.source, card.file, card.name)
    for key, adoption in adoptions.items():
        stem, name = key.split(".", 1)
        yield Citation(
            f"指标 {key} 的采用", adoption.basis, str(layer.folder / "indicators" / f"{stem}.yaml"), name
        )


def cited_by_framework(framework: Framework) -> Iterator[str]:
    """Give what a framework and its leaves cite."""
    yield from framework.basis
    for _, _, leaf in framework.rows():
        yield from leaf.basis


def unresolved(layer: Layer, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Find citations of documents that nobody registered, and rules that cite none."""
    for cited in citations(layer):
        if cited.source not in sources:
            near = get_close_matches(cited.source, sources, n=2, cutoff=0.5)
            also = f"（相近的有 {'、'.join(near)}）" if near else ""
            yield Fault(
                cited.file, cited.line,
                f"{cited.what}的依据“{cited.basis}”没有登记。请在 sources.yaml 登记这个文件，或改正编号{also}。",
            )  # fmt: skip
    for rule in layer.rules.values():
        if not rule.basis:
            yield Fault(
                rule.file, line_with(Path(rule.file), "basis"),
                f"规则 {rule.id} 没有依据。请写出它所依据的文件编号；是建议的，引用 wenxiao-design。",
            )  # fmt: skip


def borrowed(layer: Layer, lower: Layer, sources: Mapping[str, Source]) -> Iterator[Fault]:
    """Find what an overlay changes without a basis of its own: it cites what the layer below rests on."""
    for name, parameter in layer.parameters.items():
        below = (
            {Basis.parse(v.basis).source for v in lower.parameters[name].values}
            if name in lower.parameters
            else set()
        )
        key = name.split(".", 1)[1]
        for value in parameter.values:
            source = sources.get(Basis.parse(value.basis).source)
            if source is not None and (source.id in below or source.is_national):
                cited = Citation(f"参数 {name}", value.basis, parameter.file, key)
                yield Fault(
                    cited.file, cited.line,
                    f"{layer.name}的参数 {name} 引用的是上级的依据“{value.basis}”。地方取值须有自己的依据，"
                    f"请在本地 sources.yaml 登记本地文件并改引；与上级相同的取值不必再写。",
                )  # fmt: skip
    for kind, mine, theirs in (
        ("表单", layer.forms, lower.forms), ("评价指标体系", layer.frameworks, lower.frameworks),
    ):  # fmt: skip
        for name, told in mine.items():
            if name in theirs and all(
                b.split("#")[0] in {x.split("#")[0] for x in theirs[name].basis} for b in told.basis
            ):
                yield Fault(
                    told.file, line_with(Path(told.file), "basis:"),
                    f"{layer.name}的{kind} {name} 改了上级的同名{kind}，依据却还是上级的。"
                    f"请在 basis 里写出本地的依据。",
                )  # fmt: skip
