"""The command ``wenxiao``: every command's words and the exit codes 0, 1, 2."""

from __future__ import annotations

import sys

import typer

from wenxiao.cli import (
    catalog_commands,
    demo,
    form_commands,
    indicator_commands,
    judge_commands,
    lake_commands,
    lookup_commands,
    report_commands,
    rulebook_commands,
    serve_commands,
    simulate_commands,
    target_commands,
)
from wenxiao.core.errors import WenxiaoError

app = typer.Typer(
    name="wenxiao",
    help="问效：从绩效目标到人大报告的全过程预算绩效管理。退出码：0 正常，1 有必改问题，2 读不了输入。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for module in (
    demo,
    judge_commands,
    target_commands,
    form_commands,
    report_commands,
    simulate_commands,
    rulebook_commands,
    serve_commands,
    lake_commands,
    lookup_commands,
    indicator_commands,
    catalog_commands,
):
    module.register(app)


def run() -> None:
    """Run the command; a fault that people can mend is one message and exit code 2."""
    try:
        app()
    except WenxiaoError as fault:
        print(f"问题：{fault}", file=sys.stderr)  # noqa: T201 - the terminal is the page
        raise SystemExit(2) from None
    except BrokenPipeError:
        raise SystemExit(0) from None
