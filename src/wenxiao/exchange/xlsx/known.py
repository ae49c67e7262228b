"""What can be recognised of a form: its titles and labels, indexed once for all sheets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wenxiao.core.forms.model import Field, Form, Row, Section
from wenxiao.exchange.forms import Forms, by_id
from wenxiao.exchange.xlsx.labels import index, plain


@dataclass(frozen=True, slots=True)
class KnownSection:
    """One section with its labels indexed."""

    section: Section
    labels: frozenset[str]
    fields: dict[str, Field]
    rows: dict[str, Row]
    footers: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownForm:
    """One form with its labels indexed."""

    form: Form
    titles: tuple[str, ...]
    sections: tuple[KnownSection, ...]
    scalars: dict[str, Field]  # label/value pairs, long texts among them
    first_labels: frozenset[str]  # the labels that begin the table: 项目名称
    field_of: dict[str, str]  # every label → what it names, to weigh one form against another
    later: dict[date, KnownForm]  # the form as it stood from each day on which it changed

    def of(self, version: date) -> KnownForm:
        """Give the form in the version that a table names."""
        return self.later.get(version, self)


def know(forms: Forms) -> list[KnownForm]:
    """Index forms for reading."""
    return [_know(form) for form in by_id(forms).values()]


def _know(form: Form) -> KnownForm:
    sections = tuple(_section(s) for s in form.sections)
    pairs = [f for s in form.sections if s.kind == "fields" for f in s.fields]
    texts = [f for s in form.sections if s.kind == "block" for f in s.fields]
    first = next((f for f in pairs if f.required), pairs[0] if pairs else None)
    field_of: dict[str, str] = {}
    for known in sections:
        for label, field in known.fields.items():
            field_of.setdefault(label, f"{known.section.id}.{field.id}")
        for label, row in known.rows.items():
            field_of.setdefault(label, f"{known.section.id}#{row.id}")
    return KnownForm(
        form,
        tuple(plain(t) for t in (form.title, *form.aliases)),
        sections,
        index((f.labels, f) for f in (*pairs, *texts)),
        frozenset(plain(label) for label in first.labels) if first else frozenset(),
        field_of,
        {day: _know(form.at(day)) for day in form.days if form.versions},
    )


def _section(section: Section) -> KnownSection:
    return KnownSection(
        section,
        frozenset(plain(label) for label in (section.label, *section.aliases)),
        index((f.labels, f) for f in section.fields),
        index((r.labels, r) for r in section.rows),
        frozenset(plain(t) for t in (section.footer_label, *section.footer_aliases))
        if section.footer
        else frozenset(),
    )
