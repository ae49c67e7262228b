"""Export of what is shown: CSV as a stream, Excel row by row without holding the sheet in memory."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any
from urllib.parse import quote

from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

BLOCK = 500  # rows sent at a time
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def csv_response(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
    """Stream rows as CSV with a byte order mark, so that Excel reads the Chinese."""

    def blocks() -> Iterator[str]:
        yield "\ufeff" + _written([heads])
        walk = iter(rows)
        while block := list(islice(walk, BLOCK)):
            yield _written([harmless(cell) for cell in row] for row in block)

    response = StreamingHttpResponse(blocks(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = attachment(f"{name}.csv")
    return response


def xlsx_response(name: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponseBase:
    """Write rows into a workbook on disk and send it; texts stay texts, whatever they begin with."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("清单")
    sheet.freeze_panes = "A2"
    sheet.append(list(heads))
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx")


def attachment(name: str) -> str:
    """Give the header that names a download, Chinese included."""
    return f"attachment; filename*=UTF-8''{quote(name)}"


def harmless(value: Any) -> Any:
    """Keep a text from being run as a formula where the file is opened as a sheet."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def _written(rows: Iterable[Sequence[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    if not isinstance(value, str) or not (value.startswith("=") or ILLEGAL_CHARACTERS_RE.search(value)):
        return value  # a plain text is written as a text; a cell of its own costs more
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    cell.data_type = "s"
    return cell
