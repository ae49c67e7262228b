"""Columns of a printed table: which fields are shown, and how parts of different width share one grid."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import pairwise

from wenxiao.core.documents import Json
from wenxiao.core.forms.model import Field, Form, Section

MARGIN_WIDTH = 6.0  # the narrow column at the left that names the section
ROW_LABEL_WIDTH = 22.0
CRAMPED = 10.0  # an amount does not fit into less
LEAST_TOTAL = 120.0  # a narrower table would leave half of the page empty
Span = tuple[int, int]  # first column, number of columns


def field_path(section: Section, field: Field) -> str:
    """Give the path that names a field within the form: ``indicators.unit``, ``review``."""
    repeated = section.kind == "table" and field in section.fields
    return (
        f"{section.id}.{field.id}"
        if repeated or (section.kind == "matrix" and not field.only_row)
        else field.id
    )


def shown(section: Section, extras: Collection[str]) -> list[Field]:
    """Give the printed fields of a section: all but those extra to the official table and not asked for."""
    if all(f.extra for f in section.fields):  # a part that is extra as a whole is shown whole or not at all
        return list(section.fields) if any(field_path(section, f) in extras for f in section.fields) else []
    return [f for f in section.fields if not f.extra or field_path(section, f) in extras]


def grid_widths(form: Form, extras: Collection[str]) -> list[float]:
    """Give the widths of the grid's columns, in characters: the section with most columns sets them."""
    best: list[float] = [ROW_LABEL_WIDTH, 30.0, ROW_LABEL_WIDTH, 30.0]
    for section in form.sections:
        fields = shown(section, extras)
        widths = [MARGIN_WIDTH, *(float(f.width) for f in fields)]
        if section.kind == "matrix":
            widths.insert(1, ROW_LABEL_WIDTH)
        if section.kind in {"table", "matrix"} and len(widths) > len(best):
            best = widths
    return [w * max(1.0, LEAST_TOTAL / sum(best)) for w in best]


def matrix_share(field: Field) -> float:
    """Give the width that a column of a matrix wants: points and rates are short."""
    return 8.0 if field.type in {"points", "rate"} else float(field.width)


def spread(widths: Sequence[float], shares: Sequence[float], first: int = 0) -> list[Span]:
    """Divide the grid from column ``first`` on into consecutive spans whose widths come close to ``shares``.

    Every span has at least one column, so there may not be more shares than columns (ValueError).
    """
    return list(_spread(tuple(widths), tuple(shares), first))


@lru_cache(maxsize=1024)
def _spread(widths: tuple[float, ...], shares: tuple[float, ...], first: int) -> tuple[Span, ...]:
    room = len(widths) - first
    if len(shares) > room:
        raise ValueError(f"{len(shares)} parts do not fit into {room} columns")
    scale = sum(widths[first:]) / sum(shares)
    end = len(widths)
    best: list[dict[int, tuple[float, list[int]]]] = [{first: (0.0, [first])}]
    for i, share in enumerate(shares, 1):
        reach: dict[int, tuple[float, list[int]]] = {}
        for start, (cost, edges) in best[-1].items():
            for stop in range(start + 1, end - (len(shares) - i) + 1):
                new = cost + _misfit(sum(widths[start:stop]), share, scale)
                if stop not in reach or new < reach[stop][0]:
                    reach[stop] = (new, [*edges, stop])
        best.append(reach)
    chosen = best[-1][end][1]
    return tuple((a, b - a) for a, b in pairwise(chosen))


def _misfit(width: float, share: float, scale: float) -> float:
    """Weigh a span's width against the wanted one: too narrow is worse than too wide."""
    wanted = share * scale
    lack = (wanted - width) / wanted
    cramped = 1.0 if width < CRAMPED <= share else 0.0
    return lack * lack * (4.0 if lack > 0 else 1.0) + cramped


def grouped(fields: Sequence[Field], pairs: int) -> list[list[Field]]:
    """Put fields into rows of ``pairs``; a long text gets a row of its own."""
    groups: list[list[Field]] = []
    open_group: list[Field] = []
    for field in fields:
        alone = field.type == "longtext"
        if alone or len(open_group) == pairs:
            groups.append(open_group)
            open_group = []
        open_group.append(field)
        if alone:
            groups.append(open_group)
            open_group = []
    return [group for group in [*groups, open_group] if group]


def run_length(content: Sequence[Json], i: int, fill_down: Sequence[str], field: Field) -> int:
    """Tell how many rows the cell of row ``i`` covers: equal neighbours are merged; 0 inside such a run."""
    if field.id not in fill_down or i >= len(content) or content[i].get(field.id) is None:
        return 1
    keys = fill_down[: fill_down.index(field.id) + 1]
    same = [content[i].get(k) for k in keys]
    if i and [content[i - 1].get(k) for k in keys] == same:
        return 0
    count = 1
    while i + count < len(content) and [content[i + count].get(k) for k in keys] == same:
        count += 1
    return count
