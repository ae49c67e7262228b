"""Where each thing of the rulebook has its page, and who uses what."""

from __future__ import annotations

import inspect
from pathlib import Path

from wenxiao.core.catalog import Catalog
from wenxiao.core.place import Place


def link(kind: str, identifier: str, text: str, *, base: str = "..") -> str:
    """Give a Markdown link to the page of a rule, parameter, form or source."""
    return f"[{text}]({base}/{kind}/{identifier}.md)"


def basis_link(basis: str, catalog: Catalog, *, base: str = "..") -> str:
    """Give a citation that links to its source's page."""
    return link("sources", basis.split("#", maxsplit=1)[0], catalog.cite(basis), base=base)


def users_of_parameter(name: str, place: Place) -> list[str]:
    """Give links to the rules, and the names of the figures, that read a parameter."""
    used = [
        link("rules", r.id, r.title)
        for r in place.rules.values()
        if f"p.{name}" in Path(r.file).read_text(encoding="utf-8")
    ]
    for report in place.reports.values():
        used += [
            f"《{report.template['title'].format(place='', year='', before='')}》的“{f.label}”"
            for f in report.figures.values()
            if f"p.{name}" in inspect.getsource(f.body)
        ]
    if name.startswith(("score.", "grade.")) and not used:
        used.append("自评计分")
    return used


def users_of_source(source: str, place: Place) -> list[str]:
    """Give links to everything that cites a source."""

    def cites(basis: str) -> bool:
        return basis.split("#", maxsplit=1)[0] == source

    found = [
        f"参数 {link('parameters', p.name, p.label)}"
        for p in place.parameters.values()
        if any(cites(v.basis) for v in p.values)
    ]
    found += [
        f"规则 {link('rules', r.id, r.title)}" for r in place.rules.values() if any(map(cites, r.basis))
    ]
    found += [
        f"表单 {link('forms', f.id, f.title)}" for f in place.forms.values() if any(map(cites, f.basis))
    ]
    return found
