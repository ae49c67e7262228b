"""The record of a partition and the manifest of a lake: which facts schema, which rulebook, how many rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from wenxiao.core.errors import InputError
from wenxiao.core.facts.schema import TableSchema

FORMAT = 1
Model = TypeVar("Model", bound=BaseModel)


class TableFile(BaseModel):
    """One table of a partition: its file below the lake's folder and its number of rows."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    file: str
    rows: int


class Record(BaseModel):
    """What makes a partition count; written last, in one step, after all its files."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    slot: str
    place: str  # code of the rulebook layer whose forms the rows follow
    schema_digest: str
    rulebook: str
    documents: int
    digest: str  # of the facts, see core/facts/digest
    tables: dict[str, TableFile]

    @property
    def rows(self) -> int:
        """Rows of the largest table: what decides the memory that judging takes."""
        return max((table.rows for table in self.tables.values()), default=0)


class Manifest(BaseModel):
    """``lake.json``: the lake's format, the rulebook of its last export, the facts schema by place."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    rulebook: str = ""
    schemas: dict[str, str] = {}


def schema_digest(schemas: Mapping[str, TableSchema]) -> str:
    """Give a digest of all tables, columns and types; labels do not count."""
    told = sorted((t.name, c.name, str(c.dtype)) for t in schemas.values() for c in t.columns.values())
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]


def read_record(path: Path) -> Record:
    """Read a partition's record; InputError when it is damaged."""
    return _read(path, Record, "请重新导出这个分区")


def read_manifest(path: Path) -> Manifest:
    """Read ``lake.json``; InputError when there is none, it is damaged or of another format."""
    if not path.is_file():
        raise InputError(f"{path.parent} 不是事实库：里面没有 {path.name}。请先用 wenxiao lake export 导出。")
    manifest = _read(path, Manifest, "请重新导出整个事实库")
    if manifest.format != FORMAT:
        raise InputError(
            f"{path.parent} 的格式是第 {manifest.format} 版，本程序只读第 {FORMAT} 版，请用本程序重新导出整个事实库。"
        )
    return manifest


def _read(path: Path, kind: type[Model], remedy: str) -> Model:
    try:
        return kind.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, ValidationError) as fault:
        raise InputError(f"{path}：读不了（{type(fault).__name__}），{remedy}。") from fault
