"""The site from the terminal: prepare its database, then serve it. Only here does Django load."""

from __future__ import annotations

import os
import secrets
import sys
from pathlib import Path
from typing import Annotated

import typer

from wenxiao.core.errors import InputError

RULEBOOK = "WENXIAO_RULEBOOK"


def register(app: typer.Typer) -> None:
    """Add ``migrate`` and ``serve``."""
    app.command("migrate")(migrate)
    app.command("serve")(serve)


def prepare_site(folder: Path) -> None:
    """Make the site's folder and key, and load Django for it; must run before anything of the site is imported."""
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / "secret-key"
    if not key.exists():
        key.touch(mode=0o600)
        key.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    _remember_rulebook(folder / "rulebook-folders")
    os.environ["WENXIAO_SITE"] = str(folder)
    os.environ.setdefault("WENXIAO_SECRET_KEY", key.read_text(encoding="utf-8"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenxiao.web.config.settings")
    import django

    django.setup()


def _remember_rulebook(kept: Path) -> None:
    """Keep the local rulebooks the site was given, and take them again when none are given: law must not change by it."""
    given = os.environ.get(RULEBOOK)
    if given is not None:
        folders = [str(Path(part).resolve()) for part in given.split(os.pathsep) if part]
        kept.write_text("\n".join(folders), encoding="utf-8")
    elif kept.exists():
        folders = kept.read_text(encoding="utf-8").splitlines()
        lost = [folder for folder in folders if not Path(folder).is_dir()]
        if lost:
            raise InputError(
                f"网站上次用的本地规则库不在了：{'、'.join(lost)}。请用环境变量 {RULEBOOK} 指明现在的位置；"
                f"不再用本地规则库的，写成 {RULEBOOK}= （空）。"
            )
        os.environ[RULEBOOK] = os.pathsep.join(folders)


def migrate_site() -> None:
    """Bring the database of the prepared site to the newest structure, and what is read from its filings up to date."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    from wenxiao.web.indicators.filed import catch_up

    read = catch_up()
    if read:
        typer.echo(f"读出了 {read} 份已送审的表的指标，供区间和使用情况用。")


Folder = Annotated[Path, typer.Option("--site", envvar="WENXIAO_SITE", help="网站数据放在哪个文件夹")]


def migrate(site: Folder = Path("wenxiao-site")) -> None:
    """把网站的数据库升到最新结构。"""
    prepare_site(site)
    migrate_site()
    typer.echo(f"数据库已是最新结构：{site.resolve()}")


def serve(
    site: Folder = Path("wenxiao-site"),
    host: Annotated[str, typer.Option(help="在哪个地址上服务")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="端口")] = 8000,
    workers: Annotated[int, typer.Option(help="进程数")] = 1,
) -> None:
    """启动网站：先升级数据库，再打印网址；按 Ctrl+C 停止。"""
    prepare_site(site)
    migrate_site()
    run_server(host, port, workers)


def run_server(host: str, port: int, workers: int = 1) -> None:
    """Serve the prepared site until it is stopped; this process becomes the server.

    The server forks its workers, and a fork of a process in which the engine's threads have run
    never answers; so it starts as a fresh program, with the prepared environment.
    """
    typer.echo(f"网站已启动：http://{host}:{port}/　（按 Ctrl+C 停止）")
    sys.stdout.flush()
    options = {
        "--interface": "wsgi", "--host": host, "--port": str(port), "--workers": str(workers),
        "--blocking-threads": "4", "--log-level": "warning",
    }  # fmt: skip
    told = [part for option in options.items() for part in option]
    command = [sys.executable, "-m", "granian", *told, "wenxiao.web.config.wsgi:application"]
    os.execv(sys.executable, command)  # noqa: S606 - our own interpreter, no shell
