"""``audit verify``: the chain of events and the registers against it, recomputed from the database."""

from __future__ import annotations

from pathlib import Path

import typer

from wenxiao.cli.output import say
from wenxiao.cli.serve_commands import Folder, prepare_site
from wenxiao.core.errors import InputError

audit = typer.Typer(help="日志：核对有没有被改动。", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.add_typer(audit, name="audit")


@audit.callback()
def _group() -> None:
    """日志：核对有没有被改动。"""


@audit.command(
    "verify", help="重新计算全部日志的哈希链和各登记的摘要，逐条指出被改动的地方；有改动时退出码为 1。"
)
def verify(site: Folder = Path("wenxiao-site")) -> None:
    """Recompute the chain and the digests of the registers; exit 1 when anything does not fit."""
    if not site.is_dir():
        raise InputError(f"{site}：没有这个网站文件夹，请用 --site 指明。")
    prepare_site(site)
    from wenxiao.web.journal.chain import broken_links
    from wenxiao.web.journal.models import Event
    from wenxiao.web.registers.digests import altered

    faults = [*broken_links(), *altered()]
    for sentence in faults:
        say(sentence)
    if faults:
        raise SystemExit(1)
    say(f"日志 {Event.objects.count()} 条前后相接，内容与摘要相符；各登记的内容与最后一次导入的日志相符。")
