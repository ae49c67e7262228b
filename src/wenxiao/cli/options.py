"""Options that several commands share, each defined once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How to print."""

    text = "text"
    json = "json"


Paths = Annotated[
    list[Path], typer.Argument(metavar="PATH...", help=".xlsx、.json、.jsonl 文件，或放这些文件的文件夹")
]
Jurisdiction = Annotated[
    str | None, typer.Option("--jurisdiction", "-j", help="财政区划代码，例如 440112；不写按全国规则")
]
AsOf = Annotated[str | None, typer.Option("--as-of", help="按哪一天的规则，例如 2021-12-31；不写按今天")]
Output = Annotated[Path, typer.Option("-o", "--out", help="写到哪个文件")]
FormatOption = Annotated[Format, typer.Option("--format", help="text 给人看，json 给程序用")]
Rulebook = Annotated[
    list[Path] | None,
    typer.Option("--rulebook", envvar="WENXIAO_RULEBOOK", help="包外的地方规则库文件夹，可写多个"),
]
AllowCode = Annotated[bool, typer.Option("--allow-code", help="允许包外规则库含 Python 代码（由管理员决定）")]
Data = Annotated[
    Path | None, typer.Option("--data", help="存放数据的文件夹；不写用环境变量 WENXIAO_DATA 或 wenxiao-demo")
]
