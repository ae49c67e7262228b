"""From a report's template and figures to blocks that any writer can set: headings, paragraphs, annex tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wenxiao.core.compile import to_narwhals
from wenxiao.core.documents import Json
from wenxiao.core.money import FEN_PER, in_unit
from wenxiao.core.reports import Annex, Listing, Query
from wenxiao.reporting.figures import Figures

_NAME = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (一、), 2 （一） or 3 (1.)."""

    level: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``figures`` are the ids of the figures it names, in order."""

    text: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An annex table: heads, rows of text, numeric columns by position, and a total row if any."""

    id: str
    title: str
    order: int
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...]
    total: tuple[str, ...] | None
    documents: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    """A whole report, ready to be set."""

    title: str
    greeting: str
    blocks: tuple[Heading | Paragraph, ...]
    ending: str
    annexes: tuple[Table, ...]


def compose(figures: Figures, names: Mapping[str, str]) -> Composed:
    """Give the report's blocks; ``names`` fills {place}, {year} and the like, all other names are figures.

    Raises NotFoundError when a sentence names a figure the report does not have.
    """
    template = figures.report.template
    blocks: list[Heading | Paragraph] = [_paragraph([template["opening"]], figures, names)]
    blocks.extend(_sections(template["sections"], 1, figures, names))
    return Composed(
        title=_plain(template["title"], names),
        greeting=_plain(template.get("greeting", ""), names),
        blocks=tuple(blocks),
        ending=_plain(template["ending"], names),
        annexes=tuple(_table(annex, figures) for annex in figures.report.annexes),
    )


def _sections(
    sections: list[Json], level: int, figures: Figures, names: Mapping[str, str]
) -> Iterator[Heading | Paragraph]:
    for number, section in enumerate(sections, start=1):
        yield Heading(level, number, _plain(section["heading"], names))
        for sentences in section.get("paragraphs", ()):
            yield _paragraph(sentences, figures, names)
        yield from _sections(section.get("sections", []), level + 1, figures, names)


def _paragraph(sentences: list[Any], figures: Figures, names: Mapping[str, str]) -> Paragraph:
    used: list[str] = []
    parts = []
    for sentence in sentences:
        text, condition = (
            (sentence["text"], sentence["when"]) if isinstance(sentence, dict) else (sentence, None)
        )
        if condition is None or figures[condition].value:
            parts.append(_filled(text, figures, names, used))
    return Paragraph("".join(parts), tuple(used))


def _filled(text: str, figures: Figures, names: Mapping[str, str], used: list[str]) -> str:
    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in names:
            return names[name]
        value = figures[name]
        used.append(value.figure.id)
        return value.shown

    return _NAME.sub(put, text)


def _plain(text: str, names: Mapping[str, str]) -> str:
    return _NAME.sub(lambda match: names[match.group(1)], text)


def _table(annex: Annex, figures: Figures) -> Table:
    listing = annex.body(figures.parameters, figures.year)
    rows = sorted_rows(listing, figures)
    columns = [name for name, _ in listing.columns]
    numeric = tuple(i + 1 for i, name in enumerate(columns) if name.endswith(("_fen", "_cp")))
    cells = tuple(
        (str(n), *(_cell(row[name], name) for name in columns)) for n, row in enumerate(rows, start=1)
    )
    return Table(
        annex.id,
        annex.title,
        annex.order,
        ("序号", *(label for _, label in listing.columns)),
        cells,
        numeric,
        _total(listing, rows, columns),
        tuple(row["document"] for row in rows),
        _rounding_note(listing, rows),
    )


def sorted_rows(listing: Listing, figures: Figures) -> list[dict[str, Any]]:
    """Give an annex's rows in its order; a leading ``-`` sorts downwards, missing values come last."""
    frame = figures.rows(Query(listing.table, listing.where)).filter(to_narwhals(listing.where))
    names = [key.removeprefix("-") for key in listing.sort]
    ordered = frame.sort(*names, descending=[key.startswith("-") for key in listing.sort], nulls_last=True)
    return list(ordered.iter_rows(named=True))


def _total(listing: Listing, rows: list[dict[str, Any]], columns: list[str]) -> tuple[str, ...] | None:
    if not listing.total:
        return None
    sums = {name: sum(row[name] or 0 for row in rows) for name in listing.total}
    return ("", "合计", *(_cell(sums[name], name) if name in sums else "" for name in columns[1:]))


def _rounding_note(listing: Listing, rows: list[dict[str, Any]]) -> str:
    """Say so where the printed parts need not add up to the printed total."""
    step = FEN_PER["万元"] // 100
    if any((row[name] or 0) % step for name in listing.total for row in rows):
        return "注：合计由未经四舍五入的金额相加后再四舍五入，与表中各行之和可能有尾数差。"
    return ""


def _cell(value: Any, column: str) -> str:
    if value is None:
        return "—"
    if column.endswith("_fen"):
        return f"{in_unit(int(value), '万元', 2):,}"
    if column.endswith("_cp"):
        return format(Decimal(int(value)) / 100, ".2f")
    return str(value)
