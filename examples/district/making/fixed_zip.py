"""Make a workbook's bytes depend on nothing but its content: no clock, no hash order, no compressor."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

WHEN = (2021, 9, 1, 9, 0, 0)
STAMP = b"2021-09-01T09:00:00Z"
_DATES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
_MERGES = re.compile(rb"(<mergeCells[^>]*>)(.*?)(</mergeCells>)", re.DOTALL)
_MERGE = re.compile(rb"<mergeCell [^>]*/>")


def _fixed(name: str, data: bytes) -> bytes:
    if name == "docProps/core.xml":
        return _DATES.sub(rb"\g<1>" + STAMP + rb"\g<2>", data)
    if name.startswith("xl/worksheets/"):
        return _MERGES.sub(lambda m: m[1] + b"".join(sorted(_MERGE.findall(m[2]))) + m[3], data)
    return data


def fix(path: Path) -> None:
    """Rewrite a workbook in place.

    Parts are stored, not packed: compressors differ from machine to machine.
    """
    with ZipFile(path) as book:
        parts = [(info.filename, book.read(info)) for info in book.infolist()]
    with ZipFile(path, "w", ZIP_STORED) as book:
        for name, data in parts:
            info = ZipInfo(name, WHEN)
            info.create_system = 3
            book.writestr(info, _fixed(name, data))
