"""Which columns a person wants on a list and in which order; remembered for the person, not for the browser."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from django.http import HttpRequest, QueryDict

from wenxiao.web.ui.models import ListColumns

LAST = 1_000  # where a column without a readable place goes


class HasId(Protocol):
    """What is chosen among: only the id matters here."""

    @property
    def id(self) -> str:
        """Give the column's id."""


C = TypeVar("C", bound=HasId)


@dataclass(frozen=True)
class Choice:
    """A line of the chooser: the column, whether it is shown, its place from 1."""

    column: HasId
    shown: bool
    place: int


def chosen(request: HttpRequest, listing: str, columns: Sequence[C]) -> list[C]:
    """Give the columns the person wants, in the order kept; all of them where nothing was kept.

    A column that no longer exists is left out; when none is left, all are shown.
    """
    kept = ListColumns.objects.filter(user=request.user.pk, listing=listing).first()
    by_id = {column.id: column for column in columns}
    found = [by_id[name] for name in (kept.columns if kept else ()) if name in by_id]
    return found or list(columns)


def choices(columns: Sequence[C], shown: Sequence[C]) -> list[Choice]:
    """Give the lines of the chooser: those shown in their order, then the others."""
    ids = [column.id for column in shown]
    ordered = [*shown, *(column for column in columns if column.id not in ids)]
    return [Choice(column, column.id in ids, place) for place, column in enumerate(ordered, start=1)]


def keep(request: HttpRequest, listing: str, columns: Sequence[C]) -> str:
    """Keep what the chooser sent; give the sentence that tells what became of it."""
    mine = ListColumns.objects.filter(user=request.user.pk, listing=listing)
    ticked = set(request.POST.getlist("show"))
    known = [column.id for column in columns if column.id in ticked]
    if request.POST.get("columns") == "all":
        mine.delete()
        return "已恢复为全部列。"
    if not known:
        return "至少要留一列，列没有改动；请勾选要看的列。"
    ordered = sorted(known, key=lambda name: _place(request.POST, name))
    ListColumns.objects.update_or_create(
        user_id=request.user.pk, listing=listing, defaults={"columns": ordered}
    )
    return f"这张清单以后只列您选的 {len(ordered)} 列，导出的也是这些列。"


def _place(posted: QueryDict, name: str) -> int:
    told = posted.get(f"place:{name}", "")
    return int(told) if told.isdecimal() and len(told) < 4 else LAST
