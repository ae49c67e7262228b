"""The last part of ``demo``: the example district as a site, with an account for every role."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wenxiao.cli.output import say
from wenxiao.cli.serve_commands import migrate_site, prepare_site, run_server

if TYPE_CHECKING:
    from wenxiao.core.documents import Filing
    from wenxiao.web.seed.site import Seeded


def serve_district(
    folder: Path, overlay: Path, jurisdiction: str, filings: Sequence[Filing], port: int
) -> None:
    """Fill the site on the first run, print the accounts, and serve until stopped."""
    _print_accounts(prepare_district(folder, overlay, jurisdiction, filings), folder, port)
    run_server("127.0.0.1", port)


def prepare_district(folder: Path, overlay: Path, jurisdiction: str, filings: Sequence[Filing]) -> Seeded:
    """Make the site's database when it is not there; give the accounts."""
    os.environ["WENXIAO_RULEBOOK"] = str(overlay.resolve())
    prepare_site(folder)
    migrate_site()
    from wenxiao.web.seed.site import seed_site

    say("")
    say("网站")
    started = time.perf_counter()
    seeded = seed_site(jurisdiction, [filing.content for filing in filings], say)
    say(
        f"  用时 {time.perf_counter() - started:.1f} 秒"
        if seeded.made
        else "  沿用上次的演示数据库（里面做过的都还在）"
    )
    return seeded


def _print_accounts(seeded: Seeded, folder: Path, port: int) -> None:
    say("")
    say(f"演示账号（只在这个演示数据库里有，密码每次运行 demo 都会更换）；密码都是 {seeded.password}")
    width = max(len(account.login) for account in seeded.accounts)
    for account in seeded.accounts:
        extra = "　首次登录须设动态口令" if account.administers else ""
        say(f"  {account.login:<{width}}　{account.role}（{account.place}）{extra}")
    say(f"要重新开始，删去文件夹 {folder}。网址 http://127.0.0.1:{port}/")
