"""``report`` and ``trace``: the report of a year, and the pedigree of a figure or a score."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wenxiao.cli.options import AsOf, Data, Format, FormatOption, Output
from wenxiao.cli.output import say, say_json
from wenxiao.cli.session import Session, data_folder
from wenxiao.core.errors import NotFoundError

if TYPE_CHECKING:
    from wenxiao.reporting.run import ReportRun

Year = Annotated[int, typer.Option("--year", help="报告年度，例如 2021")]
SHOWN_ROWS = 12


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "report", help="由数据生成报告（annual 为向人大报告的年度绩效管理报告），写成公文格式的 Word。"
    )(report)
    app.command("trace", help="追溯一个数：查询、参数、行和文档；也可追溯一份自评的得分。")(trace)


def report(
    name: Annotated[str, typer.Argument(metavar="NAME", help="报告名，例如 annual")],
    year: Year,
    out: Output = Path("report.docx"),
    data: Data = None,
    as_of: AsOf = None,
) -> None:
    """Write a report of the workspace's documents."""
    run, session = _run(name, year, data, as_of)
    out.parent.mkdir(parents=True, exist_ok=True)
    run.write(out, issued=session.as_of)
    say(f"已生成《{run.composed.title}》：{out}")
    for table in run.composed.annexes:
        say(f"  附件{table.order} {table.title}：{len(table.rows)} 行")


def trace(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="数的编号（如 annual.appraisal_amount）或文档编号")
    ],
    year: Annotated[int, typer.Option("--year", help="报告年度")] = 2021,
    data: Data = None,
    as_of: AsOf = None,
    form: FormatOption = Format.text,
) -> None:
    """Print where a figure or a score comes from."""
    if "/" in identifier:
        _trace_score(identifier, data, as_of, form)
        return
    from wenxiao.reporting.trace import trace_figure

    name = identifier.split(".")[0] if "." in identifier else "annual"
    run, session = _run(name, year, data, as_of)
    told = trace_figure(
        run.figures, identifier.split(".")[-1], run.place.parameters, session.catalog.cite, run.origins
    )
    told["rulebook"] = session.catalog.version
    told["facts"] = run.judgement.digest
    if form is Format.json:
        say_json(told)
    else:
        _print_trace(told)


def _run(name: str, year: int, data: Path | None, as_of: str | None) -> tuple[ReportRun, Session]:
    from wenxiao.exchange.workspace import open_workspace
    from wenxiao.reporting.run import run_report

    workspace = open_workspace(data_folder(data))
    session = Session.start(workspace.jurisdiction, as_of, workspace.overlays)
    filings = list(workspace.filings())
    return run_report(
        name, year, filings, session.catalog, workspace.jurisdiction, as_of=session.as_of
    ), session


def _trace_score(identifier: str, data: Path | None, as_of: str | None, form: Format) -> None:
    from wenxiao.exchange.workspace import open_workspace

    workspace = open_workspace(data_folder(data))
    session = Session.start(workspace.jurisdiction, as_of, workspace.overlays)
    filings = [f for f in workspace.filings() if f.id == identifier]
    if not filings:
        raise NotFoundError(f"数据文件夹 {workspace.folder} 里没有编号为 {identifier} 的文档。")
    scores = list(session.judge(filings).scores())
    if form is Format.json:
        say_json(scores)
        return
    say(f"{identifier}  来自 {filings[0].origin.file} · {filings[0].origin.sheet}")
    for record in scores:
        for sentence in (
            *([record["execution"]["trace"]] if record["execution"] else []),
            *(r["trace"] for r in record["indicators"]),
            record["trace"],
        ):
            say(f"  {sentence}")


def _print_trace(told: dict[str, Any]) -> None:
    say(f"{told['label']}：{told['shown']}")
    say(f"  编号  {told['figure']}")
    say(f"  算法  {told['query']}")
    say(f"  精确值  {told['exact']}{'（分）' if told['unit'] in {'亿元', '万元'} else ''}")
    for part in told["parts"]:
        say(f"  其中  {part['label']} {part['shown']}（精确值 {part['exact']}，{part['figure']}）")
    for parameter in told["parameters"]:
        say(f"  参数  {parameter['name']}  {parameter['told']}；依据 {parameter['basis'] or '—'}")
    say(f"  依据  {'；'.join(told['basis']) or '—'}")
    say(f"  行数  {len(told['rows'])}")
    for row in told["rows"][:SHOWN_ROWS]:
        values = "，".join(f"{label}＝{value}" for label, value in row["shown"].items())
        say(f"    {row['name']}：{values}")
        say(f"      {row['document']}  {row['origin']}")
    if len(told["rows"]) > SHOWN_ROWS:
        say(f"    ……其余 {len(told['rows']) - SHOWN_ROWS} 行用 --format json 查看")
    say(f"  规则库版本 {told['rulebook']}，数据摘要 {told['facts'][:16]}")
