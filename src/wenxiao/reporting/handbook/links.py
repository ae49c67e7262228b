"""Where each thing of the rulebook has its page, and links to it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wenxiao.core.catalog import NATIONAL, Catalog
from wenxiao.core.place import Place
from wenxiao.core.sources import Basis
from wenxiao.core.uses import Thing, users_of_source

FOLDER = {
    "rule": "rules", "parameter": "parameters", "form": "forms", "framework": "frameworks", "source": "sources",
    "indicator": "indicators",
}  # fmt: skip
LABEL = {
    "rule": "规则", "parameter": "参数", "form": "表单", "framework": "评价指标体系", "indicator": "指标", "figure": "报告数",
    "scoring": "计分",
}  # fmt: skip


def link(kind: str, identifier: str, text: str, *, base: str = "..") -> str:
    """Give a Markdown link to the page of something; ``kind`` is the folder's name."""
    return f"[{text}]({base}/{kind}/{identifier}.md)"


def basis_link(basis: str, catalog: Catalog, *, base: str = "..") -> str:
    """Give a citation that links to its source's page."""
    return link("sources", Basis.parse(basis).source, catalog.cite(basis), base=base)


def thing_link(thing: Thing, *, base: str = "..") -> str:
    """Give a link to a thing's page, to its heading where it shares one; plain words where it has none."""
    if thing.kind not in FOLDER:
        return f"“{thing.label}”（{LABEL[thing.kind]}）" if thing.kind == "figure" else thing.label
    if thing.kind == "indicator":
        stem, name = thing.id.split(".", 1)
        return f"[{thing.label}]({base}/indicators/{stem}.md#{anchor(name)})"
    return link(FOLDER[thing.kind], thing.id, thing.label, base=base)


def anchor(heading: str) -> str:
    """Give the anchor that Markdown viewers make of a heading: no marks, small letters, hyphens for spaces."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def things_line(label: str, things: Iterable[Thing], none: str = "") -> list[str]:
    """Give a paragraph that lists links under a bold label; nothing, or ``none``, when there are none."""
    links = [thing_link(thing) for thing in things]
    if not links and not none:
        return []
    return ["", f"**{label}** " + ("、".join(links) or none)]


def users_list(source: str, catalog: Catalog, place: Place) -> list[str]:
    """Give list items for everything that cites a source, here and in the packaged places, grouped by kind."""
    found = users_of_source(source, place)
    lines = []
    for kind, label in LABEL.items():
        links = [thing_link(thing) for thing in found if thing.kind == kind]
        if links:
            lines.append(f"- {label}（{len(links)}）：{'、'.join(links)}")
    for layer in catalog.layers.values():
        mine = [
            link(
                "parameters",
                name,
                place.parameters[name].label if name in place.parameters else parameter.label,
            )
            for name, parameter in layer.parameters.items()
            if layer.code != NATIONAL and any(Basis.parse(v.basis).source == source for v in parameter.values)
        ]
        if mine:
            lines.append(f"- {layer.name}的取值（{len(mine)}）：{'、'.join(mine)}")
    return lines
