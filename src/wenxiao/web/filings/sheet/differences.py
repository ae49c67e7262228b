"""Which row of one version is which row of another: by name first, then by place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wenxiao.core.documents import Json
from wenxiao.core.forms.model import Section
from wenxiao.core.forms.shape import row_name


def paired_rows(
    new: Sequence[Json], old: Sequence[Json] | None, section: Section
) -> Iterator[tuple[Json | None, Json | None]]:
    """Give (new row, old row) in the order of the new; an old row that is gone comes where it stood.

    Rows are the same when their names are; a renamed row is the one at the same place that no name claims.
    """
    if old is None:
        yield from ((row, None) for row in new)
        return
    partner = _partners(new, old, section)
    taken = set(partner.values())
    gone = [i for i in range(len(old)) if i not in taken]
    for number, row in enumerate(new):
        there = partner.get(number)
        while gone and gone[0] < (there if there is not None else number):
            yield None, old[gone.pop(0)]
        yield row, None if there is None else old[there]
    yield from ((None, old[i]) for i in gone)


def _partners(new: Sequence[Json], old: Sequence[Json], section: Section) -> dict[int, int]:
    free: dict[str, list[int]] = {}
    for number, row in enumerate(old):
        free.setdefault(row_name(row, section), []).append(number)
    partner: dict[int, int] = {}
    for number, row in enumerate(new):
        named = free.get(row_name(row, section)) if row_name(row, section) else None
        if named:
            partner[number] = named.pop(0)
    taken = set(partner.values())
    for number in range(len(new)):
        if number not in partner and number < len(old) and number not in taken:
            partner[number] = number
    return partner
