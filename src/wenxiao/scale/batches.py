"""Which partitions are judged together: places under the same rulebook and year, up to a number of rows.

Three thousand small counties one by one would spend their time on starting, not on judging; all
at once would not fit. A batch is the middle, and its bound is what bounds the memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wenxiao.core.catalog import Catalog
from wenxiao.scale.places_on_disk import Slot
from wenxiao.scale.records import Record

BATCH_ROWS = 400_000  # rows of the largest table; see docs/scale.md for the memory it takes


@dataclass(frozen=True, slots=True)
class Batch:
    """Partitions to judge at once; ``number`` names the result files."""

    number: int
    place: str
    slots: tuple[Slot, ...]

    @property
    def name(self) -> str:
        """The name of the result files."""
        return f"part-{self.number:05d}"

    @property
    def label(self) -> str:
        """The batch in words."""
        first, last = self.slots[0], self.slots[-1]
        return first.label if first == last else f"{first.label} 至 {last.label} 共 {len(self.slots)} 个分区"


def batches(records: Mapping[Slot, Record], catalog: Catalog, rows: int = BATCH_ROWS) -> list[Batch]:
    """Give the batches of a lake, always the same for the same lake; ``rows`` bounds the largest table.

    A partition with more rows than that is a batch of its own.
    """
    groups: dict[tuple[str, int], list[Slot]] = {}
    for slot in records:
        groups.setdefault((catalog.place(slot.jurisdiction or "cn").code, slot.year or 0), []).append(slot)
    told: list[tuple[str, tuple[Slot, ...]]] = []
    for (place, _), slots in sorted(groups.items()):
        chosen: list[Slot] = []
        size = 0
        for slot in slots:
            if chosen and size + records[slot].rows > rows:
                told.append((place, tuple(chosen)))
                chosen, size = [], 0
            chosen.append(slot)
            size += records[slot].rows
        told.append((place, tuple(chosen)))
    return [Batch(number, place, slots) for number, (place, slots) in enumerate(told, 1)]
