"""The whole check: folders first, then what they say, layer by layer; every fault, not just the first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from wenxiao.core.catalog import NATIONAL, Catalog
from wenxiao.core.checks.cases import case_faults
from wenxiao.core.checks.citations import Citation, borrowed, unresolved
from wenxiao.core.checks.dates import form_dates, source_dates, value_dates
from wenxiao.core.checks.fault import Fault
from wenxiao.core.checks.folders import folder_faults
from wenxiao.core.checks.library import library_faults
from wenxiao.core.checks.lost import lost_columns
from wenxiao.core.checks.rules import rule_faults
from wenxiao.core.errors import RulebookError
from wenxiao.core.layers import Layer
from wenxiao.core.place import Place
from wenxiao.core.sources import Basis
from wenxiao.core.workflow.reading import read_roles, read_workflows
from wenxiao.core.yaml_files import line_of, load_entries, load_mapping


def check_rulebook(root: Path, overlays: Sequence[Path] = (), *, allow_code: bool = False) -> list[Fault]:
    """Check the rulebook under ``root`` with overlays from outside; an empty list means it is sound.

    A fault that stops the reading (a weight sum of 99, overlapping dates) is told with those of the
    folders; what can only be seen in a rulebook that reads is told once it does.
    """
    inside = [folder for folder in sorted(root.iterdir()) if (folder / "place.yaml").is_file()]
    folders = [*inside, *overlays]
    faults = [fault for folder in folders for fault in folder_faults(folder, _below(folder, inside))]
    try:
        catalog = Catalog.load(root, overlays, allow_code=allow_code)
        places = [catalog.place(code) for code in catalog.layers]
    except RulebookError as error:
        return _once([*faults, Fault.of(error)])
    faults += _registers(catalog, root)
    for place in places:
        for check in (_whole, _cited, _dated, _judging):
            faults += _told(check, catalog, place)
    return _once(faults)


def _below(folder: Path, inside: Sequence[Path]) -> list[Path]:
    """Give the folders a folder inherits from, as far as its place.yaml can be read."""
    by_code: dict[str, Path] = {}
    parents: dict[str, str | None] = {}
    for known in {*inside, folder}:
        try:
            head = load_mapping(known / "place.yaml")
        except (RulebookError, OSError):
            continue
        by_code[str(head.get("code"))] = known
        parents[str(known)] = head.get("parent")
    chain: list[Path] = []
    current = parents.get(str(folder))
    while current in by_code and by_code[current] not in chain:
        chain.append(by_code[current])
        current = parents.get(str(by_code[current]))
    return chain


def _told(check: Callable[[Catalog, Place], Iterable[Fault]], catalog: Catalog, place: Place) -> list[Fault]:
    """Run one check; what cannot be read in it is its fault."""
    found: list[Fault] = []
    try:
        found.extend(check(catalog, place))
    except RulebookError as error:
        found.append(Fault.of(error))
    return found


def _registers(catalog: Catalog, root: Path) -> Iterator[Fault]:
    """Check the registers of documents: dates, and no id that the shared register already has."""
    files = {"": root / "sources.yaml"}
    files |= {code: layer.folder / "sources.yaml" for code, layer in catalog.layers.items()}
    yield from source_dates(catalog.sources, files)
    taken = load_entries(files[""])
    for code in catalog.layers:
        for source in load_entries(files[code]) if files[code].is_file() else ():
            if source in taken:
                yield Fault(
                    str(files[code]), line_of(files[code], source),
                    f"文件编号 {source} 在全国的 sources.yaml 里已有（《{taken[source].get('title', '')}》），"
                    f"会把它盖掉。请换一个编号。",
                )  # fmt: skip


def _whole(catalog: Catalog, place: Place) -> Iterator[Fault]:
    """Read what is read late: frameworks (Σ = 100, demanded shares), indicators, workflows."""
    layer = catalog.layers[place.code]
    if place.frameworks:
        yield from library_faults(layer, place)
    roles = read_roles(catalog.layers[NATIONAL].folder / "roles.yaml")
    for workflow in read_workflows(layer.folder / "workflows", roles).values():
        for basis in workflow.basis:
            if Basis.parse(basis).source not in catalog.sources:
                cited = Citation(f"流程 {workflow.id}", basis, workflow.file)
                yield Fault(
                    cited.file,
                    cited.line,
                    f"{cited.what}的依据“{basis}”没有登记。请在 sources.yaml 登记，或改正编号。",
                )


def _cited(catalog: Catalog, place: Place) -> Iterator[Fault]:
    layer = catalog.layers[place.code]
    yield from unresolved(layer, catalog.sources)
    for lower in _lower(catalog, layer):
        yield from borrowed(layer, lower, catalog.sources)


def _dated(catalog: Catalog, place: Place) -> Iterator[Fault]:
    layer = catalog.layers[place.code]
    below = catalog.place(layer.parent).parameters if layer.parent else type(place.parameters)()
    yield from value_dates(layer, below, catalog.sources)
    for form in layer.forms.values():
        yield from form_dates(form)


def _judging(catalog: Catalog, place: Place) -> Iterator[Fault]:
    layer = catalog.layers[place.code]
    yield from rule_faults(layer.rules.values(), place)
    if layer.parent:
        yield from case_faults(layer.rules.values(), place)
    if layer.parent and layer.forms:
        yield from lost_columns(layer, place, catalog.place(layer.parent))


def _lower(catalog: Catalog, layer: Layer) -> Iterator[Layer]:
    while layer.parent:
        layer = catalog.layers[layer.parent]
        yield layer


def _once(faults: Iterable[Fault]) -> list[Fault]:
    return list(dict.fromkeys(faults))
