"""Where things stand in a lake, and how a file gets there whole or not at all.

``lake.json`` says what the folder is; ``facts/<table>/year=<Y>/jurisdiction=<J>/`` holds the rows,
so that any Parquet reader finds its way; ``parts/year=<Y>/jurisdiction=<J>.json`` is the record that
makes a partition count: it names the files of all its tables, and only they are read.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

NOTHING = "__HIVE_DEFAULT_PARTITION__"  # what Hive, Spark and Polars write for a missing value
MANIFEST = "lake.json"


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a partition: fiscal year and jurisdiction; either may be missing in a filing."""

    jurisdiction: str | None
    year: int | None

    @property
    def folder(self) -> str:
        """The Hive-style folder; characters that a file system may refuse are percent-encoded."""
        place = NOTHING if self.jurisdiction is None else quote(self.jurisdiction, safe="")
        return f"year={NOTHING if self.year is None else self.year}/jurisdiction={place}"

    @property
    def order(self) -> tuple[str, int]:
        """What partitions are sorted by."""
        return self.jurisdiction or "", self.year or 0

    @property
    def label(self) -> str:
        """The partition in words, for progress and messages."""
        return (
            f"{self.jurisdiction or '未填区划'} {f'{self.year} 年' if self.year is not None else '未填年度'}"
        )

    def shifted(self, years: int) -> Slot:
        """Give the same place some years later (negative: earlier)."""
        return Slot(self.jurisdiction, None if self.year is None else self.year + years)


def slot_of(folder: str) -> Slot:
    """Read ``year=2021/jurisdiction=440112`` back. Raises ValueError when it is something else."""
    year, place = (part.partition("=")[2] for part in folder.split("/"))
    return Slot(None if place == NOTHING else unquote(place), None if year == NOTHING else int(year))


def put_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` fill a draft beside ``path``, then rename it: a reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        write(draft)
        os.replace(draft, path)  # noqa: PTH105 - atomic on every platform
    finally:
        draft.unlink(missing_ok=True)
