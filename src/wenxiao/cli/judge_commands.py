"""``check`` and ``score``: filings in, findings or scores out."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from wenxiao.cli.options import AllowCode, AsOf, Format, FormatOption, Jurisdiction, Paths, Rulebook
from wenxiao.cli.output import reading_progress, say, say_json
from wenxiao.cli.session import Session, findings_of
from wenxiao.core.points import show_points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wenxiao.core.documents import Filing

SEVERITIES = {"error": "必改", "warning": "须说明", "notice": "提示"}
Annotate = Annotated[
    Path | None, typer.Option("--annotate", help="把疑点写成批注，另存同样的工作簿到这个文件夹")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("check", help="检查填报表：逐条列出疑点、所在单元格、依据和改法。")(check)
    app.command("score", help="按规则计分：逐行写明公式、数字和依据。")(score)


def check(
    paths: Paths,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    form: FormatOption = Format.text,
    annotate: Annotate = None,
    rulebook: Rulebook = None,
    allow_code: AllowCode = False,
) -> None:
    """Check filings; exit 1 when something must be changed, 2 when a file could not be read."""
    session = Session.start(jurisdiction, as_of, rulebook or (), allow_code=allow_code)
    filings, faults = _read(session, paths)
    judgement = session.judge(filings)
    found = list(findings_of(filings, judgement, session.catalog))
    if annotate is not None:
        _annotate(filings, found, session, annotate)
    if form is Format.json:
        say_json({"findings": found, "faults": faults})
    else:
        _print_findings(filings, found, session, judgement.deductions())
        _print_faults(faults)
    raise typer.Exit(2 if faults else 1 if any(f["severity"] == "error" for f in found) else 0)


def score(
    paths: Paths,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    form: FormatOption = Format.text,
    annotate: Annotate = None,
    rulebook: Rulebook = None,
    allow_code: AllowCode = False,
) -> None:
    """Score self-evaluations and score sheets; exit 1 when a filing has faults that must be changed, 2 on unreadable files."""
    session = Session.start(jurisdiction, as_of, rulebook or (), allow_code=allow_code)
    filings, faults = _read(session, paths)
    judgement = session.judge(filings)
    found = list(findings_of(filings, judgement, session.catalog))
    scores = list(judgement.scores())
    if annotate is not None:
        _annotate(filings, found, session, annotate)
    if form is Format.json:
        say_json({"scores": scores, "faults": faults})
    else:
        _print_scores(filings, scores)
        _print_faults(faults)
    raise typer.Exit(2 if faults else 1 if any(f["severity"] == "error" for f in found) else 0)


def _read(session: Session, paths: list[Path]) -> tuple[list[Filing], dict[str, str]]:
    from wenxiao.exchange.reading import read_paths

    with reading_progress("读取") as progress:
        result = read_paths(paths, session.catalog.place(session.jurisdiction).forms, progress)
    return session.placed(result.filings), result.faults


def _annotate(filings: Sequence[Filing], found: list[dict[str, Any]], session: Session, folder: Path) -> None:
    from wenxiao.exchange.annotating import annotate_filings

    for written in annotate_filings(filings, found, session.catalog.cite, folder):
        say(f"已写批注：{written}")


def _name(filing: Filing) -> str:
    subject = filing.content.get("subject") or {}
    origin = filing.origin
    where = " · ".join(part for part in (Path(origin.file).name, origin.sheet) if part)
    return f"{subject.get('name') or '（未填名称）'}  [{where or filing.id}]"


def _print_findings(
    filings: Sequence[Filing], found: list[dict[str, Any]], session: Session, deductions: dict[str, int]
) -> None:
    by_document: dict[str, list[dict[str, Any]]] = {}
    for record in found:
        by_document.setdefault(record["document"], []).append(record)
    for filing in filings:
        mine = by_document.get(filing.id)
        if not mine:
            continue
        say(_name(filing))
        for record in mine:
            cell = f" {record['cell'].split('!')[-1]}" if record["cell"] else ""
            say(f"  {SEVERITIES[record['severity']]}{cell}  {record['message']}")
            basis = "、".join(session.catalog.cite(b) for b in record["basis"])
            told = "".join([f"依据：{basis}。" if basis else "", record["hint"]])
            say(f"        {told}（规则 {record['rule']}）")
        if filing.id in deductions:
            say(f"  按采用的不合理指标扣分标准，本表共扣 {show_points(deductions[filing.id])} 分。")
        say()
    counts = Counter(f["severity"] for f in found)
    clean = len(filings) - len(by_document)
    told = "，".join(f"{label} {counts[key]} 条" for key, label in SEVERITIES.items())
    say(f"共 {len(filings)} 张表：{told}；{clean} 张没有疑点。")


def _print_scores(filings: Sequence[Filing], scores: list[dict[str, Any]]) -> None:
    by_id = {filing.id: filing for filing in filings}
    for record in scores:
        filing = by_id[record["document"]]
        say(_name(filing))
        if record["execution"]:
            say(f"  {record['execution']['trace']}")
        for row in record["indicators"]:
            say(f"  {row['trace']}")
            if row["difference"]:
                say(f"      填报得分 {row['claimed']}，与规则相差 {row['difference']:+g} 分。")
        say(f"  {record['trace']}")
        say()
    say(f"共 {len(scores)} 张自评表和评分表计分；其他表 {len(filings) - len(scores)} 张不计分。")


def _print_faults(faults: dict[str, str]) -> None:
    for message in faults.values():
        say(f"读不了：{message}")
