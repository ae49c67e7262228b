"""``template``, ``schema``, ``print``: a form as a workbook, as JSON Schema, as a Word table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wenxiao.cli.options import AsOf, Data, Jurisdiction, Output, Rulebook
from wenxiao.cli.output import say, say_json
from wenxiao.cli.session import Session, data_folder
from wenxiao.core.documents import Filing, Json
from wenxiao.core.errors import InputError, NotFoundError
from wenxiao.core.forms.model import Form
from wenxiao.core.place import Place
from wenxiao.core.uses import offered, takes_framework

FormName = Annotated[str, typer.Argument(metavar="FORM", help="表单的英文名或中文名；写 list 列出全部")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("template", help="生成表单的 Excel 模板。")(template)
    app.command("schema", help="打印表单的 JSON Schema。")(schema)
    app.command("print", help="把一份填报表打印成 Word。")(print_document)


def template(
    form: FormName,
    out: Output = Path("template.xlsx"),
    framework: Annotated[
        str | None, typer.Option("--framework", help="评分表由哪个评价指标体系带出，见 wenxiao framework")
    ] = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    rulebook: Rulebook = None,
) -> None:
    """Write the empty official table of a form as a workbook."""
    session = Session.start(jurisdiction, as_of, rulebook or ())
    place = session.catalog.place(session.jurisdiction)
    if form == "list":
        for known in place.forms.values():
            say(f"{known.id:<28}{known.title}")
        return
    from wenxiao.exchange.xlsx.write import write_template

    told = offered(place.form(form).at(session.as_of), place)
    _check_target(out, ".xlsx")
    content = _filled_in(told, place, framework) if framework else None
    write_template(told, out, content=content, cite=session.catalog.cite)
    say(f"已生成《{told.title}》模板：{out}")


def _filled_in(form: Form, place: Place, framework: str) -> Json:
    """Give what a framework prints in a score sheet beforehand; InputError for a form that takes none."""
    if not takes_framework(form):
        able = "、".join(f.id for f in place.forms.values() if takes_framework(f))
        raise InputError(f"《{form.title}》不按评价指标体系评分，--framework 只用于 {able}。")
    told = place.framework(framework)
    return {"form": form.id, "subject": {"kind": told.subject[0]}, **told.sheet()}


def schema(form: FormName, jurisdiction: Jurisdiction = None, rulebook: Rulebook = None) -> None:
    """Print the JSON Schema that import and export follow."""
    from wenxiao.core.forms.json_schema import json_schema

    session = Session.start(jurisdiction, None, rulebook or ())
    say_json(json_schema(session.catalog.place(session.jurisdiction).form(form).at(session.as_of)))


def print_document(
    document: Annotated[str, typer.Argument(metavar="DOC", help="文件，或数据文件夹里的文档编号")],
    out: Output = Path("document.docx"),
    data: Data = None,
    rulebook: Rulebook = None,
) -> None:
    """Print a filing: the first table of a file, or a document of the workspace by its id."""
    from wenxiao.exchange.docx_print import print_document as write

    session = Session.start(None, None, rulebook or ())
    filing = _find(document, session, data)
    forms = session.catalog.place(str(filing.content.get("jurisdiction") or "cn")).forms
    _check_target(out, ".docx")
    write(filing.content, forms[filing.form], out)
    say(f"已打印：{out}")


def _find(document: str, session: Session, data: Path | None) -> Filing:
    path = Path(document)
    if path.exists():
        from wenxiao.exchange.reading import read_paths

        return read_paths([path], session.catalog.place("cn").forms).filings[0]
    from wenxiao.exchange.workspace import open_workspace

    for filing in open_workspace(data_folder(data)).filings():
        if filing.id == document:
            return filing
    raise NotFoundError(f"没有文件“{document}”，数据文件夹 {data_folder(data)} 里也没有这个编号的文档。")


def _check_target(out: Path, suffix: str) -> None:
    if out.suffix.lower() != suffix:
        raise InputError(f"{out} 的扩展名应为 {suffix}。")
    out.parent.mkdir(parents=True, exist_ok=True)
