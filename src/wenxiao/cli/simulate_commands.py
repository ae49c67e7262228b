"""``simulate``: the same year under other values, rules or dates, and who moves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from wenxiao.cli.options import AsOf, Data, Format, FormatOption
from wenxiao.cli.output import say, say_json
from wenxiao.cli.session import Session, data_folder, parse_day
from wenxiao.core.errors import InputError
from wenxiao.core.money import show_money

Sets = Annotated[
    list[str] | None, typer.Option("--set", help="参数=值，例如 grade.bands=@file；值按 YAML 读，@ 后是文件")
]
Without = Annotated[list[str] | None, typer.Option("--without", help="试算时去掉的规则编号，可写多个")]
Then = Annotated[str | None, typer.Option("--then", help="与哪一天的规则库相比；不写为同一天")]
SHOWN = 40


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("simulate", help="试算：换一个参数、去掉规则或换一天的规则库，同一年的结果谁会变。")(simulate)


def simulate(
    sets: Sets = None,
    year: Annotated[int, typer.Option("--year", help="报告年度")] = 2021,
    without: Without = None,
    as_of: AsOf = None,
    then: Then = None,
    data: Data = None,
    form: FormatOption = Format.text,
) -> None:
    """Judge the workspace twice and list who moves; nothing is stored."""
    from wenxiao.analysis.simulate import simulate as run
    from wenxiao.core.facts.build import build_facts
    from wenxiao.exchange.workspace import open_workspace
    from wenxiao.reporting.figure_changes import figure_changes

    workspace = open_workspace(data_folder(data))
    session = Session.start(workspace.jurisdiction, as_of, workspace.overlays)
    place = session.catalog.place(workspace.jurisdiction)
    unknown = [rule for rule in without or () if rule not in place.rules]
    if unknown:
        raise InputError(f"没有规则 {'、'.join(unknown)}，用 wenxiao rule 查看编号。")
    changed = session.catalog.changed(dict(map(parse_setting, sets or ())))
    facts = build_facts((f.content for f in workspace.filings()), place.forms)
    outcome = run(
        facts, session.catalog, changed, as_of=session.as_of, then=parse_day(then) if then else None,
        without=without or (),
    )  # fmt: skip
    told = outcome.as_json()
    if outcome.before and outcome.after:
        sides = ((session.catalog, outcome.before), (changed, outcome.after))
        told["figures"] = figure_changes("annual", year, workspace.jurisdiction, sides)
    if form is Format.json:
        say_json(told)
    else:
        _print(told)


def parse_setting(text: str) -> tuple[str, Any]:
    """Read ``name=value``; the value is YAML, or a file's content after ``@``. InputError otherwise."""
    name, sign, value = text.partition("=")
    if not sign or not name.strip():
        raise InputError(f"“{text}”看不懂，请写成 参数=值，例如 grade.bands=@file。")
    if value.startswith("@"):
        path = Path(value[1:])
        if not path.is_file():
            raise InputError(f"没有文件 {path}，请检查路径。")
        value = path.read_text(encoding="utf-8")
    try:
        return name.strip(), yaml.safe_load(value)
    except yaml.YAMLError as fault:
        raise InputError(f"参数 {name} 的值不是 YAML，请检查写法。") from fault


def _print(told: dict[str, Any]) -> None:
    graded = [row for row in told["moved"] if row["grade"][0] != row["grade"][1]]
    for row in graded[:SHOWN]:
        old, new = (grade or "未评" for grade in row["grade"])
        before, after = ("—" if t is None else f"{t:g}" for t in row["total"])
        points = before if before == after else f"{before}→{after}"
        say(
            f"  {old}→{new}  {points:>12} 分  {show_money(row['amount_fen']):>18}  {row['name']}（{row['department'] or ''}）"
        )
    if len(graded) > SHOWN:
        say(f"  ……其余 {len(graded) - SHOWN} 个用 --format json 查看")
    only_points = len(told["moved"]) - len(graded)
    say(f"等级变动 {len(graded)} 个，只变得分 {only_points} 个。")
    for change, total in sorted(told["totals"].items()):
        say(f"  {change}：{total['count']} 个，涉及 {show_money(total['amount_fen'])}")
    for rule, counts in told["findings"].items():
        say(f"  疑点 {rule}：{counts['before']} → {counts['after']} 条")
    for figure in told.get("figures", ()):
        say(f"  报告 {figure['label']}：{figure['before']} → {figure['after']}")
