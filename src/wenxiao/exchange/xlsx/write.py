"""Write templates and filled workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from openpyxl.workbook import Workbook

from wenxiao.core.documents import Json, get_path
from wenxiao.core.errors import InputError
from wenxiao.core.forms.layout import Layout, layout
from wenxiao.core.forms.model import Form
from wenxiao.exchange.forms import Forms, by_id
from wenxiao.exchange.xlsx.draw import draw
from wenxiao.exchange.xlsx.names import sheet_name
from wenxiao.exchange.xlsx.styles import Styles


def write_template(form: Form, path: Path, rows: Mapping[str, int] | None = None) -> None:
    """Write an empty table of a form, with help as comments and lists for choices.

    ``rows`` says how many rows a table gets, by section id.
    """
    _save([(form.title, layout(form, rows))], path, guide=True)


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
    _save(tables, path, guide=False)


def _save(tables: Iterable[tuple[str, Layout]], path: Path, *, guide: bool) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    styles = Styles(book)
    taken: set[str] = set()
    for name, table in tables:
        title = sheet_name(name, taken)
        taken.add(title.lower())
        draw(book.create_sheet(title), table, styles, guide=guide)
    styles.drop_scratch()
    book.active = 0
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
