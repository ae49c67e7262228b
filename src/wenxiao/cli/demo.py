"""``demo``: a fictional district's whole year, from the tables officials file to the report."""

from __future__ import annotations

import importlib.util
import time
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wenxiao.cli.output import Progress, say
from wenxiao.core.errors import InputError

if TYPE_CHECKING:
    from wenxiao.core.documents import Filing
    from wenxiao.core.judging import Judgement
    from wenxiao.reporting.run import ReportRun

YEAR = 2021
ISSUED = date(2022, 3, 15)
KEY_FIGURES = (
    "appraisal_units",
    "appraisal_count",
    "appraisal_recommended",
    "appraisal_refused",
    "appraisal_amount",
    "appraisal_cut",
    "appraisal_cut_rate",
    "monitored_projects",
    "monitored_departments",
    "evaluated_projects",
    "evaluated_departments",
    "evaluated",
    "evaluated_amount",
    "evaluated_amount_growth",
    "grade_excellent",
    "share_excellent",
    "grade_good",
    "share_good",
    "grade_fair",
    "share_fair",
    "share_well",
    "agencies",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("demo", help="跑一遍示例区的一年：生成填报表、读入、检查计分、写出年度报告和附件。")(demo)


def demo(
    out: Annotated[Path, typer.Option("--out", help="结果放到哪个文件夹")] = Path("wenxiao-demo"),
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="跑完后启动网站，或到报告为止")] = True,
    port: Annotated[int, typer.Option(help="网站的端口")] = 8000,
    examples: Annotated[Path, typer.Option("--examples", help="示例文件夹")] = Path("examples"),
) -> None:
    """Run the example district's year and write its report."""
    from wenxiao.exchange.workspace import save_workspace

    started = time.perf_counter()
    district = _district(examples)
    overlay = district / "rulebook"
    say(f"示例区的一年（{YEAR}）：填报表 → 检查计分 → 年度报告")
    _generate(district, out / "filings")
    filings = _read(out / "filings", overlay)
    workspace = save_workspace(out, filings, jurisdiction="990112", overlays=[overlay])
    run = _report(filings, workspace.jurisdiction, overlay)
    report = out / f"{YEAR}年度预算绩效管理工作报告.docx"
    run.write(report, issued=ISSUED)
    tables = _annexes(run, out)
    findings = _findings(run.judgement, out)
    published = _published(examples, out)
    _summary(run, filings, findings)
    say("")
    say("文件")
    for path in (report, *tables, out / "疑点.jsonl", published, out / "filings"):
        say(f"  {path}")
    say(
        f"用时 {time.perf_counter() - started:.1f} 秒。追溯任何一个数：wenxiao trace annual.appraisal_cut_rate --data {out}"
    )
    if serve:
        from wenxiao.cli.demo_site import serve_district

        serve_district(out / "site", overlay, workspace.jurisdiction, filings, port)


def _district(examples: Path) -> Path:
    district = examples / "district"
    if not (district / "generate.py").is_file():
        raise InputError(f"没有找到示例区 {district}；请在项目文件夹里运行，或用 --examples 指明位置。")
    return district


def _generate(district: Path, out: Path) -> None:
    spec = importlib.util.spec_from_file_location("wenxiao_example_district", district / "generate.py")
    if spec is None or spec.loader is None:
        raise InputError(f"无法载入 {district / 'generate.py'}。")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    out.mkdir(parents=True, exist_ok=True)
    module.generate(out, Progress("生成填报表"))


def _read(folder: Path, overlay: Path) -> list[Filing]:
    from wenxiao.cli.session import Session
    from wenxiao.exchange.reading import read_paths

    session = Session.start("990112", None, [overlay])
    progress = Progress("读入工作簿")
    departments = sorted(f for f in folder.iterdir() if f.is_dir())
    result = read_paths(
        departments,
        session.catalog.place("990112").forms,
        lambda path, n, total: progress(n, total, path.name),
    )
    if result.faults:
        raise InputError("示例区的文件读不了：" + "；".join(result.faults.values()))
    return session.placed(result.filings)


def _report(filings: list[Filing], jurisdiction: str, overlay: Path) -> ReportRun:
    from wenxiao.reporting.run import run_report
    from wenxiao.rulebook import load_catalog

    return run_report("annual", YEAR, filings, load_catalog([overlay]), jurisdiction, as_of=ISSUED)


def _annexes(run: ReportRun, out: Path) -> list[Path]:
    from wenxiao.reporting.annex_workbook import write_annex

    paths = []
    for table in run.composed.annexes:
        path = out / f"附件{table.order}-{table.title}.xlsx"
        write_annex(table, path)
        paths.append(path)
    return paths


def _findings(judgement: Judgement, out: Path) -> Counter[str]:
    import json

    counts: Counter[str] = Counter()
    with (out / "疑点.jsonl").open("w", encoding="utf-8") as file:
        for record in judgement.findings():
            counts[record["severity"]] += 1
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
    return counts


def _published(examples: Path, out: Path) -> Path:
    """Score the real published tables as well, under the national rulebook."""
    import json

    from wenxiao.cli.session import Session
    from wenxiao.exchange.reading import read_paths

    session = Session.start("cn", ISSUED.isoformat())
    files = [
        examples / "published" / n for n in ("self_evaluations.json", "department_self_evaluations.json")
    ]
    filings = session.placed(read_paths(files, session.catalog.place("cn").forms).filings)
    path = out / "公开自评表计分.json"
    path.write_text(
        json.dumps(list(session.judge(filings).scores()), ensure_ascii=False, indent=1), encoding="utf-8"
    )
    return path


def _summary(run: ReportRun, filings: list[Filing], findings: Counter[str]) -> None:
    say("")
    forms: dict[str, Any] = {f.id: f.title for f in run.place.forms.values()}
    counts = Counter(f.form for f in filings)
    say(f"读入 {len(filings)} 张表：" + "，".join(f"{forms[k]} {n}" for k, n in sorted(counts.items())))
    say(f"疑点：必改 {findings['error']} 条，须说明 {findings['warning']} 条，提示 {findings['notice']} 条")
    say("报告里的主要数字（都由文档汇总得出）")
    for name in KEY_FIGURES:
        value = run.figures[name]
        unit = "" if value.figure.unit in {"亿元", "万元", "%"} else f" {value.figure.unit}"
        say(f"  {value.figure.label}：{value.shown}{unit}")
