"""``wenxiao import``: the same importer as on the page, from the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from wenxiao.cli.output import Progress, say
from wenxiao.cli.serve_commands import Folder, migrate_site, prepare_site
from wenxiao.core.errors import InputError, NotFoundError

if TYPE_CHECKING:
    from wenxiao.web.accounts.models import Body
    from wenxiao.web.registers.plan import Plan

FAULTS_SHOWN = 50
CHANGES_SHOWN = 20


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "import", help="把 Excel 或 CSV 导入登记：先列出会新增、改变什么，有一处问题就一条也不导入。"
    )(bring)


def bring(
    name: Annotated[
        str, typer.Argument(metavar="REGISTER", help="哪个登记，例如 payments 或 支付；写 list 列出全部")
    ],
    file: Annotated[Path | None, typer.Argument(metavar="FILE", help=".xlsx 或 .csv 文件")] = None,
    body: Annotated[
        str, typer.Option("--body", "-b", help="导入哪个机构及其所属的内容：财政区划或单位代码")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看会怎样，不写入")] = False,
    unit: Annotated[str, typer.Option("--unit", help="列名没写金额单位时按哪个单位读")] = "元",
    control: Annotated[str | None, typer.Option("--control", help="控制数：文件合计须与它一分不差")] = None,
    site: Folder = Path("wenxiao-site"),
) -> None:
    """Import a file into a register."""
    prepare_site(site)
    migrate_site()
    from wenxiao.core.money import parse_money
    from wenxiao.core.registers.reading import find_register, registers_of
    from wenxiao.web.registers.importing import Options, preview, write
    from wenxiao.web.rulebook import rulebook

    registers = registers_of(rulebook().catalog, body or "cn")
    if name == "list" or file is None:
        for told in registers.values():
            say(f"{told.id}　{told.title}：{'、'.join(c.label for c in told.columns)}")
        return
    if not file.is_file():
        raise InputError(f"{file}：没有这个文件，请检查路径。")
    chosen = find_register(registers, name)
    top = _top(body, bodies=chosen.kept_in == "bodies")
    progress = Progress(chosen.title)
    plan = preview(chosen, file, top, Options(unit, parse_money(control, unit)), _teller(progress))
    _tell(plan)
    if not plan.may_be_written:
        raise SystemExit(1)
    if dry_run:
        say("这是试运行，没有写入；去掉 --dry-run 再运行就导入。")
        return
    event = write(plan, None, top, _teller(progress), opinion="在终端导入")
    say(f"已导入，日志第 {event.number} 号。" if event else "文件与已登记的完全相同，没有写入。")
    for person, login, password in plan.passwords:
        say(f"  {person}　登录名 {login}　首次密码 {password}（只显示这一次，首次登录须修改）")


def _teller(progress: Progress) -> Callable[[str, int, int], None]:
    return lambda what, done, total: progress(done, total, what)


def _tell(plan: Plan) -> None:
    say(plan.sentence())
    told = plan.reconciliation()
    if told:
        say(f"对账：{told}")
    if plan.unread:
        say(f"没有读的列：{'、'.join(plan.unread)}。")
    if plan.totals:
        say(f"第 {'、'.join(map(str, plan.totals))} 行是合计行，没有作为一条读入。")
    for sentence in plan.refusals:
        say(f"  {sentence}")
    for fault in plan.faults[:FAULTS_SHOWN]:
        say(f"  {fault}")
    if len(plan.faults) > FAULTS_SHOWN:
        say(f"  只列前 {FAULTS_SHOWN} 处，共 {len(plan.faults)} 处；改正后再运行。")
    from wenxiao.web.registers.shown import shown

    for change in plan.changed[:CHANGES_SHOWN]:
        by_label = {c.label: c for c in plan.register.columns}
        changes = "；".join(
            f"{label} {shown(by_label[label], before) or '未填'} → {shown(by_label[label], after) or '未填'}"
            for label, before, after in change.columns(plan.register)
        )
        say(f"  第 {change.number} 行改变 {change.key}：{changes}")
    if len(plan.changed) > CHANGES_SHOWN:
        say(f"  只列前 {CHANGES_SHOWN} 条，共改变 {len(plan.changed)} 条。")


def _top(code: str, *, bodies: bool) -> Body:
    from wenxiao.web.accounts.codes import agency_codes
    from wenxiao.web.accounts.models import Body
    from wenxiao.web.rulebook import rulebook

    tops: list[Body] = list(Body.objects.filter(parent=None))
    if not code and len(tops) == 1:
        return tops[0]
    for top in tops:
        found = agency_codes(top).get(code)
        if found is not None:
            return found
    place = rulebook().catalog.place(code) if code else None
    if bodies and place is not None and place.code == code:
        return cast("Body", Body.objects.create(code=code, name=place.name, kind=Body.Kind.JURISDICTION))
    if not tops:
        raise NotFoundError(
            "网站里还没有任何机构；请先运行 wenxiao import bodies 文件 --body 财政区划代码，"
            "并用 WENXIAO_RULEBOOK 指明本地规则库。"
        )
    raise NotFoundError(
        f"没有代码为“{code}”的机构；请用 --body 写明财政区划或单位代码，例如 {tops[0].code}。"
    )
