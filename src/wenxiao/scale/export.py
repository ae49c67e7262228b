"""From filings to partitions: each source is read and typed once, then every partition is put in whole.

A source (a file, a workspace) first becomes a *piece* in ``.staging``; a run that was broken off
finds the pieces already made and goes on from there. Then each partition is put together from its
pieces and replaces what was there. At no time is more in memory than one source or one partition.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from wenxiao.core.catalog import Catalog
from wenxiao.core.documents import Filing, Json
from wenxiao.core.errors import InputError
from wenxiao.core.facts.build import build_facts
from wenxiao.core.facts.model import Facts
from wenxiao.core.facts.schema import table_schemas
from wenxiao.scale.lake import Lake
from wenxiao.scale.places_on_disk import Slot, slot_of

STAGING = ".staging"
SOURCE = "~source"
Tell = Callable[[str, int, int, str], None]  # step, done, of how many, what


@dataclass(frozen=True)
class Source:
    """Something to read: ``key`` changes when its content does, ``read`` gives the filings."""

    name: str
    key: str
    read: Callable[[], Iterable[Filing]]


@dataclass
class Exported:
    """What an export did: partitions written, documents in them, those replaced by a later copy, faults."""

    partitions: int = 0
    documents: int = 0
    repeated: int = 0
    faults: dict[str, str] = field(default_factory=dict)


def export(
    lake: Lake, sources: Sequence[Source], catalog: Catalog, *, append: bool = False, tell: Tell | None = None
) -> Exported:
    """Put the sources' documents into the lake.

    Each partition (place and year) that occurs is replaced whole; with ``append`` its other
    documents stay, and only those filed again are replaced. Where sources hold the same
    document twice the later one counts. A source that cannot be read is named in ``faults``.
    """
    done, told = Exported(), tell or (lambda *_: None)
    pieces: list[Path] = []
    for number, source in enumerate(sources, 1):
        try:
            pieces.append(_stage(lake, source, catalog))
        except InputError as fault:
            done.faults[source.name] = str(fault)
        told("读取", number, len(sources), source.name)
    slots = sorted({slot_of(f) for piece in pieces for f in _folders(piece)}, key=lambda slot: slot.order)
    records = []
    for number, slot in enumerate(slots, 1):
        facts, before = _assembled(lake, slot, pieces, catalog, append=append)
        records.append(lake.commit(slot, facts, catalog))
        done.documents += records[-1].documents
        done.repeated += before - records[-1].documents
        told("写入", number, len(slots), slot.label)
    done.partitions = len(records)
    lake.note_export(records, catalog)
    shutil.rmtree(lake.folder / STAGING, ignore_errors=True)
    return done


def export_facts(lake: Lake, facts: Facts, catalog: Catalog) -> int:
    """Put facts that are in memory already into the lake, partition by partition; give their number."""
    pairs: set[tuple[str | None, int | None]] = set()
    for name, table in facts.tables.items():
        if "." not in name:
            pairs |= set(table.select("jurisdiction", "fiscal_year").unique().rows())
    records = []
    for jurisdiction, year in sorted(pairs, key=str):
        slot = Slot(jurisdiction, year)
        records.append(
            lake.commit(
                slot, Facts({n: _of(t, slot) for n, t in facts.tables.items()}, facts.schemas), catalog
            )
        )
    lake.note_export(records, catalog)
    return len(records)


def _of(table: nw.DataFrame[Any], slot: Slot) -> nw.DataFrame[Any]:
    place, year = nw.col("jurisdiction"), nw.col("fiscal_year")
    return table.filter(
        place.is_null() if slot.jurisdiction is None else place == slot.jurisdiction,
        year.is_null() if slot.year is None else year == slot.year,
    )


def _stage(lake: Lake, source: Source, catalog: Catalog) -> Path:
    key = hashlib.sha256(f"{source.key}\n{catalog.version}".encode()).hexdigest()[:24]
    ready = lake.folder / STAGING / key
    if ready.is_dir():
        return ready
    draft = ready.with_name(f"{key}.new")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for slot, contents in _by_slot(source.read()).items():
        facts = build_facts(contents.values(), catalog.place(slot.jurisdiction or "cn").forms)
        for name, table in facts.tables.items():
            if len(table):
                path = draft / slot.folder / f"{name}.parquet"
                path.parent.mkdir(parents=True, exist_ok=True)
                table.to_native().write_parquet(path)
    draft.rename(ready)
    return ready


def _by_slot(filings: Iterable[Filing]) -> Mapping[Slot, dict[str, Json]]:
    told: dict[Slot, dict[str, Json]] = {}
    for filing in filings:
        place, year = filing.content.get("jurisdiction"), filing.content.get("fiscal_year")
        slot = Slot(str(place) if place else None, year if isinstance(year, int) else None)
        told.setdefault(slot, {})[filing.id] = filing.content
    return told


def _folders(piece: Path) -> set[str]:
    return {folder.relative_to(piece).as_posix() for folder in piece.glob("year=*/jurisdiction=*")}


def _assembled(
    lake: Lake, slot: Slot, pieces: Sequence[Path], catalog: Catalog, *, append: bool
) -> tuple[Facts, int]:
    """Give the partition's facts and how many documents there were before later copies replaced earlier ones."""
    schemas = table_schemas(catalog.place(slot.jurisdiction or "cn").forms)
    kept = None
    if append and slot in lake.records:
        lake.check_schemas([slot], catalog)
        kept = lake.facts([slot], schemas)
    tables, before = {}, 0
    for stage in (name for name in schemas if "." not in name):
        parts = {name: _pieces(name, slot, pieces, kept) for name in schemas if name.split(".")[0] == stage}
        before += parts[stage].height
        last = parts[stage].group_by("document").agg(pl.col(SOURCE).max())
        for name, frame in parts.items():
            chosen = frame.join(last, on=["document", SOURCE], how="semi")
            tables[name] = nw.from_native(chosen.drop(SOURCE), eager_only=True)
    return Facts(tables, schemas), before


def _pieces(name: str, slot: Slot, pieces: Sequence[Path], kept: Facts | None) -> pl.DataFrame:
    paths = [(n, piece / slot.folder / f"{name}.parquet") for n, piece in enumerate(pieces, 1)]
    frames = [
        pl.read_parquet(p, hive_partitioning=False).with_columns(pl.lit(n).alias(SOURCE))
        for n, p in paths
        if p.is_file()
    ]
    if kept is not None:
        frames.insert(0, kept[name].to_native().with_columns(pl.lit(0).alias(SOURCE)))
    return pl.concat(frames) if frames else pl.DataFrame(schema={"document": pl.String, SOURCE: pl.Int32})
