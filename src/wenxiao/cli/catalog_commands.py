"""``catalog check``: the rulebook judged by its own rules; in ``make lint``."""

from __future__ import annotations

from pathlib import Path

import typer

from wenxiao.cli.options import AllowCode, Format, FormatOption, Rulebook
from wenxiao.cli.output import say, say_json

catalog = typer.Typer(help="规则库本身：检查依据、日期、分值、案例。", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(catalog, name="catalog")


@catalog.callback()
def _group() -> None:
    """规则库本身：检查依据、日期、分值、案例。"""


@catalog.command(
    "check", help="检查规则库：依据都有登记，日期不断档不重叠，分值合计 100，规则有正反案例，地方只增不删。"
)
def check(
    rulebook: Rulebook = None,
    form: FormatOption = Format.text,
    allow_code: AllowCode = False,
) -> None:
    """Check the rulebook; exit 1 when it has faults, each told with file, line and remedy."""
    from wenxiao.core.checks.run import check_rulebook
    from wenxiao.rulebook import ROOT

    overlays = [path.resolve() for path in rulebook or ()]
    faults = check_rulebook(ROOT, overlays, allow_code=allow_code)
    if form is Format.json:
        say_json({"faults": [{"file": f.file, "line": f.line, "message": f.message} for f in faults]})
    else:
        for fault in faults:
            say(f"{_near(fault.file)}{f' 第 {fault.line} 行' if fault.line else ''}：{fault.message}")
        say(
            f"规则库有 {len(faults)} 处要改。"
            if faults
            else "规则库没有问题：依据、日期、分值、案例和地方规则库都通过检查。"
        )
    raise typer.Exit(1 if faults else 0)


def _near(file: str) -> str:
    """Give a file as seen from where the command was started."""
    path, here = Path(file), Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else file
