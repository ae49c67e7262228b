"""A lake: facts of many places and years as Parquet, read one group of partitions at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from wenxiao.core.catalog import Catalog
from wenxiao.core.errors import InputError
from wenxiao.core.facts.digest import digest_of
from wenxiao.core.facts.frames import frame_of
from wenxiao.core.facts.model import Facts
from wenxiao.core.facts.schema import TableSchema, table_schemas
from wenxiao.scale.places_on_disk import MANIFEST, Slot, put_whole, slot_of
from wenxiao.scale.records import Manifest, Record, TableFile, read_manifest, read_record, schema_digest

Frame = nw.DataFrame[Any]


@dataclass(frozen=True)
class Lake:
    """The lake in one folder. Reading never changes it; ``commit`` replaces one partition in one step."""

    folder: Path
    records: Mapping[
        Slot, Record
    ]  # the partitions that count, by place and year, as they were when it was opened

    @classmethod
    def create(cls, folder: Path) -> Lake:
        """Open the lake of a folder, making an empty one where there is none.

        Raises InputError when the folder holds something else.
        """
        if not (folder / MANIFEST).is_file():
            if folder.is_dir() and any(folder.iterdir()):
                raise InputError(f"{folder} 里已有别的文件而不是事实库，请换一个空文件夹。")
            _write_text(folder / MANIFEST, Manifest().model_dump_json(indent=1))
        return cls.open(folder)

    @classmethod
    def open(cls, folder: Path) -> Lake:
        """Open a lake that exists; InputError tells how to make one."""
        read_manifest(folder / MANIFEST)
        told = {
            slot_of(r.slot): r
            for r in map(read_record, (folder / "parts").glob("year=*/jurisdiction=*.json"))
        }
        return cls(folder, dict(sorted(told.items(), key=lambda pair: pair[0].order)))

    @property
    def manifest(self) -> Manifest:
        """The manifest as it is now."""
        return read_manifest(self.folder / MANIFEST)

    def only(self, slots: Iterable[Slot]) -> Lake:
        """Give the lake as if it held these partitions alone: what a task on another machine is told."""
        return Lake(self.folder, {slot: self.records[slot] for slot in slots if slot in self.records})

    def check_schemas(self, slots: Iterable[Slot], catalog: Catalog) -> None:
        """Raise InputError when a partition's columns are not those of the present forms."""
        now: dict[str, str] = {}
        for slot in slots:
            record, place = self.records[slot], catalog.place(slot.jurisdiction or "cn")
            now[place.code] = now.get(place.code) or schema_digest(table_schemas(place.forms))
            if record.schema_digest != now[place.code]:
                raise InputError(
                    f"事实库分区 {slot.label} 是按另一套字段导出的（规则库 {record.rulebook}，字段摘要 "
                    f"{record.schema_digest}），现在的表单字段摘要是 {now[place.code]}（规则库 {catalog.version}）。"
                    "请用现在的规则库重新导出这个分区（wenxiao lake export），或用导出时的规则库来判断。"
                )

    def table(
        self, slots: Sequence[Slot], schema: TableSchema, columns: Collection[str] | None = None
    ) -> Frame:
        """Give one table of some partitions, in their order, without rows when none has any.

        ``columns`` are those wanted (all when not given); the others are not read from disk.
        """
        name = schema.name
        files = [
            t[name].file for t in (self.records[s].tables for s in slots if s in self.records) if name in t
        ]
        wanted = [column for column in schema.columns if columns is None or column in columns]
        if not files:
            return frame_of([], schema).select(*wanted)
        frame = pl.read_parquet(
            [self.folder / f for f in files], columns=wanted, hive_partitioning=False, glob=False
        )
        # In one piece: columns cut at different rows would be put together again at every later step.
        return nw.from_native(frame.rechunk(), eager_only=True)

    def facts(self, slots: Sequence[Slot], schemas: Mapping[str, TableSchema]) -> Facts:
        """Give all tables of some partitions; their places share ``schemas``."""
        return Facts({name: self.table(slots, schema) for name, schema in schemas.items()}, schemas)

    def commit(self, slot: Slot, facts: Facts, catalog: Catalog) -> Record:
        """Replace a partition by these facts (all of them of that place and year) in one step."""
        place = catalog.place(slot.jurisdiction or "cn")
        digest = digest_of(facts)
        tables = {}
        for name, table in facts.tables.items():
            if len(table):
                keys = [key for key in ("document", "row") if key in table.columns]
                file = f"facts/{name}/{slot.folder}/{digest[:16]}.parquet"
                frame = table.select(*facts.schemas[name].columns).sort(*keys).to_native()
                put_whole(self.folder / file, frame.write_parquet)
                tables[name] = TableFile(file=file, rows=len(table))
        record = Record(
            slot=slot.folder, place=place.code, schema_digest=schema_digest(facts.schemas), rulebook=catalog.version,
            documents=sum(len(t) for n, t in facts.tables.items() if "." not in n), digest=digest, tables=tables,
        )  # fmt: skip
        path = self.folder / "parts" / f"{slot.folder}.json"
        old = read_record(path) if path.is_file() else None
        _write_text(path, record.model_dump_json(indent=1))
        # What the old record named and the new one does not is out of use from here on.
        for gone in {t.file for t in old.tables.values()} - {t.file for t in tables.values()} if old else ():
            (self.folder / gone).unlink(missing_ok=True)
        return record

    def note_export(self, records: Iterable[Record], catalog: Catalog) -> None:
        """Put the rulebook and the schemas of an export into the manifest."""
        schemas = {**self.manifest.schemas, **{r.place: r.schema_digest for r in records}}
        told = Manifest(rulebook=catalog.version, schemas=schemas)
        _write_text(self.folder / MANIFEST, told.model_dump_json(indent=1))


def _write_text(path: Path, text: str) -> None:
    put_whole(path, lambda draft: draft.write_text(text + "\n", encoding="utf-8"))
