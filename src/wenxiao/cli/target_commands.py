"""``read-target``: how the product understands one target and one actual."""

from __future__ import annotations

from typing import Annotated

import typer

from wenxiao.cli.options import Format, FormatOption
from wenxiao.cli.output import say, say_json

Unit = Annotated[str | None, typer.Option("--unit", help="度量单位栏的内容")]
Name = Annotated[str | None, typer.Option("--name", help="指标名称，用来判断越大越好还是越小越好")]
Weight = Annotated[str | None, typer.Option("--weight", help="分值，写了就计算得分")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("read-target", help="读一个指标值（和完成值）：种类、方向、是否达到、得分。")(read_target)


def read_target(
    target: Annotated[str, typer.Argument(help="年度指标值，例如 ≥95%")],
    actual: Annotated[str | None, typer.Argument(help="实际完成值，例如 98%")] = None,
    unit: Unit = None,
    name: Name = None,
    weight: Weight = None,
    form: FormatOption = Format.text,
) -> None:
    """Read a target and, when given, an actual, by the national rules of today."""
    from wenxiao.cli.target_reading import read_pair

    result = read_pair(target, actual, unit=unit, name=name, weight=weight)
    if form is Format.json:
        say_json(result)
        return
    told = result["target"]
    say(f"指标值“{target}”：{told['told']}")
    say(f"方向：{result['direction_told']}")
    if actual is not None:
        say(f"完成值“{actual}”：{result['actual']['told']}")
        say(f"达到：{ {True: '是', False: '否', None: '须由人判断'}[result['met']] }")
    say(result["reason"])
