"""``lake export`` and ``lake judge``: facts of many places as Parquet, judged here or on a cluster."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenxiao.cli.options import AllowCode, AsOf, Jurisdiction, Paths, Rulebook
from wenxiao.cli.output import Progress, say
from wenxiao.cli.session import Session

if TYPE_CHECKING:
    from wenxiao.scale.judge import Counts

SEVERITIES = {"error": "必改", "warning": "须说明", "notice": "提示"}


class Engine(StrEnum):
    """Who judges."""

    polars = "polars"
    spark = "spark"


Folder = Annotated[Path, typer.Option("-o", "--out", help="写到哪个文件夹")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    lake = typer.Typer(
        help="事实库：把全省、全国的填报数据存成 Parquet 分区，成批判断。", no_args_is_help=True
    )
    lake.command("export", help="把填报表或工作区导出为事实库，按年度和区划分区，中断后再运行会接着做。")(
        lake_export
    )
    lake.command("judge", help="判断整个事实库：疑点和得分写成 Parquet；内存只随批的大小，不随总量。")(
        lake_judge
    )
    app.add_typer(lake, name="lake")


def lake_export(
    paths: Paths,
    out: Folder,
    jurisdiction: Jurisdiction = None,
    append: Annotated[bool, typer.Option("--append", help="保留分区里原有的文档，只替换重新报来的")] = False,
    rulebook: Rulebook = None,
    allow_code: AllowCode = False,
) -> None:
    """Export filings; exit 2 when a file could not be read (the others are in the lake)."""
    from wenxiao.scale.export import export
    from wenxiao.scale.lake import Lake
    from wenxiao.scale.sources import sources_of

    session = Session.start(jurisdiction, None, rulebook or (), allow_code=allow_code)
    lake, steps = Lake.create(out), {"读取": Progress("读取"), "写入": Progress("写入")}
    sources = sources_of(paths, session.catalog, session.jurisdiction)
    done = export(lake, sources, session.catalog, append=append, tell=lambda step, *told: steps[step](*told))
    say(f"已导出到 {out}：{done.partitions} 个分区，{done.documents} 份文档。")
    if done.repeated:
        say(f"  同一文档报了几份的，保留后读到的一份，替换 {done.repeated} 份。")
    for message in done.faults.values():
        say(f"读不了：{message}")
    raise typer.Exit(2 if done.faults else 0)


def lake_judge(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="事实库所在文件夹")],
    out: Folder,
    as_of: AsOf = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="polars 在本机判断，spark 分到集群判断")
    ] = Engine.polars,
    master: Annotated[
        str | None, typer.Option("--master", help="Spark 主节点，例如 spark://主机:7077")
    ] = None,
    messages: Annotated[
        bool, typer.Option("--messages", help="同时写出每条疑点的文字（慢，通常只对少数分区需要）")
    ] = False,
    batch_rows: Annotated[
        int, typer.Option("--batch-rows", min=1, help="每批最多多少指标行，决定内存用量")
    ] = 400_000,
    rulebook: Rulebook = None,
    allow_code: AllowCode = False,
) -> None:
    """Judge a lake; exit 1 when there are findings that must be changed."""
    from wenxiao.scale.run import judge_lake

    session = Session.start(None, as_of, rulebook or (), allow_code=allow_code)
    progress, runner = Progress("判断"), None
    if engine is Engine.spark:
        from wenxiao.scale.spark import on_spark

        runner = on_spark(master or "local[*]")
    counts = judge_lake(
        folder, out, as_of=session.as_of, overlays=rulebook or (), allow_code=allow_code, messages=messages,
        batch_rows=batch_rows, engine=runner, tell=progress,
    )  # fmt: skip
    _print(counts, out)
    raise typer.Exit(1 if counts.findings["error"] else 0)


def _print(counts: Counts, out: Path) -> None:
    told = "，".join(f"{label} {counts.findings[key]:,} 条" for key, label in SEVERITIES.items())
    say(f"共判断 {counts.documents:,} 份文档：{told}。")
    grades = "，".join(f"{grade or '未定等级'} {n:,}" for grade, n in sorted(counts.grades.items()))
    if grades:
        say(f"计分 {sum(counts.grades.values()):,} 份：{grades}。")
    if counts.skipped:
        say(f"有 {len(counts.skipped)} 条规则因缺少数据或参数没有判断，原因见 judgement.json。")
    say(f"结果在 {out}：findings、scores、judgement.json。")
