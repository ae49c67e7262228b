"""Who uses what: the relations between rules, parameters, forms, frameworks, sources and indicators.

Command line and handbook ask here, so that both name the same users and links go both ways.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wenxiao.core.forms.model import Form
from wenxiao.core.frameworks import Framework
from wenxiao.core.indicators import Card
from wenxiao.core.place import Place
from wenxiao.core.rules.model import Rule
from wenxiao.core.sources import Basis

_PARAMETER = re.compile(r"\b_?p\.([a-z_]+)\.([a-z_]+)\b|p\.(?:get|find)\(\"([a-z_.]+)\"\)")
SCORING = ("score.", "grade.")


@dataclass(frozen=True, slots=True)
class Thing:
    """Something of the rulebook that can be shown: ``kind`` is rule, parameter, form, framework, source, indicator, figure."""

    kind: str
    id: str
    label: str


def parameters_named(text: str) -> list[str]:
    """Give the parameters that Python code of the rulebook names as ``p.group.key``, each once, in order."""
    names = [direct or f"{group}.{key}" for group, key, direct in _PARAMETER.findall(text)]
    return list(dict.fromkeys(names))


@lru_cache(maxsize=1024)
def _in_file(file: str) -> tuple[str, ...]:
    return tuple(parameters_named(Path(file).read_text(encoding="utf-8")))


def parameters_of(rule: Rule) -> tuple[str, ...]:
    """Give the names of the parameters a rule's file reads, whether they exist or not."""
    return _in_file(rule.file)


def _parameters(names: Iterable[str | None], place: Place) -> list[Thing]:
    return [
        Thing("parameter", n, place.parameters[n].label)
        for n in dict.fromkeys(names)
        if n and n in place.parameters
    ]


def parameters_of_rule(rule: Rule, place: Place) -> list[Thing]:
    """Give the parameters a rule reads."""
    return _parameters(parameters_of(rule), place)


def parameters_of_framework(framework: Framework, place: Place) -> list[Thing]:
    """Give the parameters a framework's weights agree with or have to meet."""
    return _parameters([framework.weights, *(told.at_least for told in framework.requires)], place)


def users_of_parameter(name: str, place: Place) -> list[Thing]:
    """Give the rules, figures and frameworks that read a parameter, and the scoring where it is its."""
    found = [Thing("rule", r.id, r.title) for r in place.rules.values() if name in _in_file(r.file)]
    for report in place.reports.values():
        for figure in report.figures.values():
            if name in parameters_named(inspect.getsource(figure.body)):
                found.append(Thing("figure", figure.id, figure.label))
    for framework in place.frameworks.values():
        if name in {framework.weights, *(told.at_least for told in framework.requires)}:
            found.append(Thing("framework", framework.id, framework.label))
    if not found and name.startswith(SCORING):
        found.append(Thing("scoring", "", "计分程序"))
    return found


def rules_of_form(form: Form, place: Place) -> list[Thing]:
    """Give the rules that look at a form's stage."""
    stage = form.stage
    return [
        Thing("rule", r.id, r.title)
        for r in place.rules.values()
        if r.table.split(".", maxsplit=1)[0] == stage
    ]


def forms_of_rule(rule: Rule, place: Place) -> list[Thing]:
    """Give the forms a rule looks at."""
    stage = rule.table.split(".", maxsplit=1)[0]
    return [Thing("form", f.id, f.title) for f in place.forms.values() if f.stage == stage]


def takes_framework(form: Form) -> bool:
    """Tell whether a form is a score sheet that a framework fills in beforehand."""
    return form.has("scores") and any(field.id == "framework" for field in form.scalar_fields())


def offered(form: Form, place: Place) -> Form:
    """Give a form whose fields offer what the place has: a framework added in one file is offered at once."""
    if not takes_framework(form):
        return form
    titles = tuple(f.title for f in place.frameworks.values() if set(f.subject) & set(form.subject))
    sections = []
    for section in form.sections:
        fields = tuple(
            field.model_copy(update={"suggest": titles}) if field.suggest_from == "frameworks" else field
            for field in section.fields
        )
        sections.append(section.model_copy(update={"fields": fields}))
    return form.model_copy(update={"sections": tuple(sections)})


def frameworks_of_form(form: Form, place: Place) -> list[Thing]:
    """Give the frameworks a score sheet may follow."""
    if not takes_framework(form):
        return []
    return [
        Thing("framework", f.id, f.label)
        for f in place.frameworks.values()
        if set(f.subject) & set(form.subject)
    ]


def forms_of_framework(framework: Framework, place: Place) -> list[Thing]:
    """Give the score sheets that a framework fills in beforehand."""
    return [
        Thing("form", f.id, f.title)
        for f in place.forms.values()
        if takes_framework(f) and set(framework.subject) & set(f.subject)
    ]


def indicators_of_framework(framework: Framework, place: Place) -> list[Thing]:
    """Give the cards of the library that are a framework's leaves."""
    return [_card(card) for card in place.indicators.values() if card.framework == framework.id]


def forms_of_card(card: Card, place: Place) -> list[Thing]:
    """Give the forms that ask for indicators of the card's kind: tables with a third level, or score sheets."""
    if card.framework is not None:
        return forms_of_framework(place.frameworks[card.framework], place)
    return [
        Thing("form", f.id, f.title)
        for f in place.forms.values()
        if f.stage == "goal" and any({"level3", "target"} <= {c.id for c in table.fields} for table in f.tables())
        and (card.field is None or set(f.subject) & {"project", "policy"})
    ]  # fmt: skip


def users_of_source(source: str, place: Place) -> list[Thing]:
    """Give everything that cites a document: parameters, rules, forms (also as a guide), frameworks, indicators."""

    def cited(*bases: str | None) -> bool:
        return any(basis is not None and Basis.parse(basis).source == source for basis in bases)

    found = [
        Thing("parameter", p.name, p.label)
        for p in place.parameters.values()
        if cited(*(v.basis for v in p.values))
    ]
    found += [Thing("rule", r.id, r.title) for r in place.rules.values() if cited(*r.basis)]
    found += [Thing("form", f.id, f.title) for f in place.forms.values() if cited(*cited_by_form(f))]
    found += [
        Thing("framework", f.id, f.label)
        for f in place.frameworks.values()
        if cited(*f.basis, *(basis for _, _, leaf in f.rows() for basis in leaf.basis))
    ]
    for card in place.indicators.values():
        own = card.evidence.source if card.evidence and card.framework is None else None
        if cited(own, *(a.basis for a in card.adopted)):
            found.append(_card(card))
    return found


def cited_by_form(form: Form) -> list[str]:
    """Give what a form cites: its basis, guides, versions, fields."""
    fields = [field for section in form.sections for field in (*section.fields, *section.footer)]
    told = [*form.basis, *form.guides, *(basis for version in form.versions for basis in version.basis)]
    return told + [basis for field in fields for basis in (field.basis, field.guide) if basis]


def _card(card: Card) -> Thing:
    return Thing("indicator", card.id, card.name)
