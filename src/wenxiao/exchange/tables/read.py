"""Read a table file as rows of texts: .xlsx, or CSV in UTF-8 or GB18030."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, WorksheetNotFound

from wenxiao.core.errors import InputError
from wenxiao.exchange import limits
from wenxiao.exchange.xlsx.container import check_container
from wenxiao.exchange.xlsx.values import cell_text

TEXT_SUFFIXES = {".csv", ".txt", ".tsv"}


@dataclass(frozen=True)
class RawTable:
    """A sheet as it stands: values by row and column, both from 0."""

    sheet: str
    rows: Sequence[Sequence[Any]]


def read_tables(path: Path) -> Iterator[RawTable]:
    """Give the sheets of a file that hold anything. Raises InputError for unfit files."""
    if path.suffix.lower() in TEXT_SUFFIXES:
        yield RawTable("", _read_csv(path))
        return
    check_container(path, register=True)
    try:
        with CalamineWorkbook.from_path(path) as book:
            for told in book.sheets_metadata:
                if told.typ == SheetTypeEnum.WorkSheet:
                    sheet = book.get_sheet_by_name(told.name)
                    if sheet.end:
                        yield RawTable(told.name, sheet.to_python(skip_empty_area=False))
    except (CalamineError, WorksheetNotFound, OSError) as error:
        raise InputError(f"{path.name}：文件已损坏或不完整，无法打开，请重新导出或重新上传。") from error


def file_digest(path: Path) -> str:
    """Give the SHA-256 of a file, by which the same file is known again."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def text_of(value: Any) -> str:
    """Give a cell's text without surrounding space."""
    return value.strip() if isinstance(value, str) else cell_text(value)


def _read_csv(path: Path) -> list[list[str]]:
    if path.stat().st_size > limits.MAX_FILE_BYTES:
        raise InputError(f"{path.name}：文件超过 {limits.MAX_FILE_BYTES >> 20} MB 的上限，请拆分后再试。")
    data = path.read_bytes()
    if not data.strip():
        raise InputError(f"{path.name}：文件是空的，请重新导出。")
    text = _decode(path, data)
    first = text.split("\n", 1)[0]
    separator = max(",\t;|", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise InputError(f"{path.name}：不是完整的 CSV（{error}），请检查引号是否成对。") from error
    if len(rows) > limits.MAX_REGISTER_ROWS:
        raise InputError(f"{path.name}：超过 {limits.MAX_REGISTER_ROWS} 行的上限，请拆分后再试。")
    return rows


def _decode(path: Path, data: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise InputError(f"{path.name}：既不是 UTF-8 也不是 GB18030 编码的文本，请另存为 CSV（UTF-8）后再试。")
