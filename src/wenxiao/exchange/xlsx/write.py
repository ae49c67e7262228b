"""Write templates and filled workbooks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.packaging.relationship import RelationshipList
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from wenxiao.core.documents import Json, get_path
from wenxiao.core.errors import InputError
from wenxiao.core.forms.layout import Layout, layout
from wenxiao.core.forms.model import Form
from wenxiao.exchange.forms import Forms, by_id
from wenxiao.exchange.xlsx.guide import add_guide
from wenxiao.exchange.xlsx.names import sheet_name
from wenxiao.exchange.xlsx.sheet_xml import sheet_xml
from wenxiao.exchange.xlsx.styles import Styles


def write_template(
    form: Form,
    path: Path,
    rows: Mapping[str, int] | None = None,
    *,
    content: Json | None = None,
    cite: Callable[[str], str] = str,
) -> None:
    """Write an empty table of a form, with help as comments and lists for choices.

    ``rows`` says how many rows a table gets, by section id; ``content`` is what is printed
    in it from the start; ``cite`` writes a citation of the rulebook for people.
    """
    table = layout(form, rows, content=content)
    _save([(form.title, table)], path, guide=lambda sheet: add_guide(sheet, table, form, cite))


def write_workbook(documents: Iterable[Json], forms: Forms, path: Path) -> None:
    """Write documents, one sheet each, named after their subjects.

    Raises InputError when a document's form is unknown, or when there is no document.
    """
    known = by_id(forms)
    tables: list[tuple[str, Layout]] = []
    for content in documents:
        form = known.get(str(content.get("form")))
        if form is None:
            listed = "、".join(known)
            raise InputError(f"文件的表样“{content.get('form')}”不存在，现有 {listed}，请改正 form 一项。")
        tables.append((str(get_path(content, "subject.name") or form.title), layout(form, content=content)))
    if not tables:
        raise InputError("没有可以导出的文件，请先选定至少一份。")
    _save(tables, path)


def _save(
    tables: Iterable[tuple[str, Layout]], path: Path, guide: Callable[[Worksheet], None] | None = None
) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    styles = Styles(book)
    taken: set[str] = set()
    sheets: dict[str, str] = {}
    for name, table in tables:
        title = sheet_name(name, taken)
        taken.add(title.lower())
        sheet = book.create_sheet(title)
        if guide:
            guide(sheet)
        sheets[title] = sheet_xml(table, styles, commented=guide is not None, selected=not sheets)
    styles.drop_scratch()
    book.active = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        _Writer(book, archive, sheets).save()


class _Writer(ExcelWriter):
    """Writes all parts of a workbook but the worksheets, which are given as XML by their names."""

    def __init__(self, book: Workbook, archive: ZipFile, sheets: Mapping[str, str]) -> None:
        super().__init__(book, archive)
        self._file, self._sheets = archive, sheets

    def write_worksheet(self, ws: Worksheet) -> None:
        """Put the XML in place of what openpyxl would write cell by cell."""
        ws._drawing = None  # type: ignore[attr-defined]
        ws._rels = RelationshipList()  # type: ignore[attr-defined]
        self._file.writestr(ws.path[1:], self._sheets[ws.title])
        self.manifest.append(ws)
