"""Lists: filter bar that remembers, sorting, pages, columns to choose, and export of what is shown.

A page describes its list once; HTML, CSV and Excel come from the same description, with a
number of queries that does not grow with the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import F, OrderBy, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render

from wenxiao.web.ui.columns import choices, chosen, keep
from wenxiao.web.ui.export import csv_response, xlsx_response

PAGE_SIZES = (20, 50, 200)
Kind = Literal["text", "amount", "number", "moment", "day", "state"]


@dataclass(frozen=True)
class Column:
    """One column: head, where its value comes from, by which database field it sorts, where it links."""

    id: str
    label: str
    value: Callable[[Any], Any]
    kind: Kind = "text"
    sort: str | None = None
    link: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Filter:
    """One control of the filter bar; ``narrow`` puts the chosen value on the rows."""

    id: str
    label: str
    narrow: Callable[[QuerySet, str], QuerySet]
    choices: Sequence[tuple[str, str]] = ()  # none: a text box
    hint: str = ""


@dataclass
class Listing:
    """A list as a page describes it."""

    name: str  # remembers its filter and its columns under this name
    title: str
    rows: QuerySet
    columns: Sequence[Column]
    filters: Sequence[Filter] = ()
    default_sort: str = ""  # a column's id, ``-`` before it for descending
    empty: str = "没有符合条件的记录，请放宽上面的条件。"
    batch: Sequence[tuple[str, str]] = ()  # steps for ticked rows: (value, words)
    batch_url: str = ""
    tick: Callable[[Any], str] = lambda row: str(row.pk)  # what a ticked row sends
    context: dict[str, Any] = field(default_factory=dict)
    chosen: Sequence[Column] = ()  # the columns this person wants; filled when the list answers

    slow_export: ClassVar[int] = 3000  # rows from which a workbook takes seconds to write

    @property
    def takes_opinion(self) -> bool:
        """Tell whether a step for ticked rows wants an opinion: only sending back does."""
        return any(value == "return" for value, _ in self.batch)

    def answer(self, request: HttpRequest, template: str = "list.html") -> HttpResponse:
        """Give the page, or the export when one is asked for; a bare visit takes the remembered filter."""
        if request.method == "POST" and "columns" in request.POST:
            messages.info(request, keep(request, self.name, self.columns))
            return HttpResponseRedirect(request.path)
        known = {f.id for f in self.filters} | {"sort", "page", "size", "export"}
        asked = {k: v for k, v in request.GET.items() if k in known}
        memory = f"list:{self.name}"
        if "clear" in request.GET:
            request.session.pop(memory, None)
            return HttpResponseRedirect(request.path)
        if not request.GET and request.session.get(memory):
            return HttpResponseRedirect(f"{request.path}?{request.session[memory]}")
        kept = QueryDict(mutable=True)
        kept.update({k: v for k, v in asked.items() if k not in {"export", "page"} and v})
        if request.session.get(memory, "") != kept.urlencode():
            request.session[memory] = kept.urlencode()
        self.chosen = chosen(request, self.name, self.columns)
        rows = self._sorted(self.narrowed(asked), asked.get("sort") or self.default_sort)
        if asked.get("export") in EXPORTS:
            return EXPORTS[asked["export"]](self.title, self.heads(), self.cells(rows))
        return render(request, template, self._shown(request, rows, asked))

    def heads(self) -> list[str]:
        """Give the words at the head of each column; amounts are exported in 元."""
        return [f"{c.label}（元）" if c.kind == "amount" else c.label for c in self.chosen]

    def cells(self, rows: Iterable[Any]) -> Iterator[list[Any]]:
        """Give the values of each row for an export."""
        walk = rows.iterator(chunk_size=2000) if isinstance(rows, QuerySet) else rows
        for row in walk:
            yield [_exported(column, column.value(row)) for column in self.chosen]

    def narrowed(self, asked: dict[str, str]) -> QuerySet:
        """Give the rows under a filter; in a text box each word must be met."""
        rows = self.rows
        for control in self.filters:
            value = asked.get(control.id, "").strip()
            known = not control.choices or value in {str(k) for k, _ in control.choices}
            for word in ([value] if control.choices else value.split()) if value and known else ():
                rows = control.narrow(rows, word)
        return rows

    def _sorted(self, rows: QuerySet, sort: str) -> QuerySet:
        column = next((c for c in self.columns if c.sort and c.id == sort.removeprefix("-")), None)
        if column is None or column.sort is None:
            return rows.order_by(*rows.query.order_by, "pk") if rows.query.order_by else rows
        by = OrderBy(F(column.sort), descending=sort.startswith("-"), nulls_last=True)
        return rows.order_by(by, "pk")

    def _told(self, asked: dict[str, str]) -> list[tuple[str, str]]:
        """Give the filter in words, for the printed page."""
        told = []
        for control in self.filters:
            value = asked.get(control.id, "").strip()
            words = {str(k): w for k, w in control.choices}.get(value, value)
            told += [(control.label, words)] if value else []
        return told

    def _shown(self, request: HttpRequest, rows: QuerySet, asked: dict[str, str]) -> dict[str, Any]:
        size = int(asked["size"]) if asked.get("size", "") in map(str, PAGE_SIZES) else PAGE_SIZES[1]
        page: Page = Paginator(rows, size).get_page(asked.get("page"))
        sort = asked.get("sort") or self.default_sort
        return {
            "listing": self, "page": page, "size": size, "sizes": PAGE_SIZES, "sort": sort,
            "rows": [(self.tick(row), [(c, c.value(row), c.link(row) if c.link else "") for c in self.chosen]) for row in page],
            "controls": [(f, asked.get(f.id, "")) for f in self.filters],
            "filtered": any(asked.get(f.id) for f in self.filters),
            "heads": [(c, *_direction(c, sort)) for c in self.chosen],
            "told_filters": self._told(asked), "choices": choices(self.columns, self.chosen), **self.context,
        }  # fmt: skip


def _direction(column: Column, sort: str) -> tuple[str, str]:
    """Give what a click on the head sorts by next, and how it is sorted now."""
    if sort == column.id:
        return f"-{column.id}", "ascending"
    return column.id, "descending" if sort == f"-{column.id}" else ""


def _exported(column: Column, value: Any) -> Any:
    if value is None:
        return ""
    if column.kind == "amount":
        return value / 100
    if column.kind == "state":
        return value[1]
    return value if column.kind == "number" else str(value)


EXPORTS = {"csv": csv_response, "xlsx": xlsx_response}
