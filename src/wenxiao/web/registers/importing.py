"""The one way into a register, from the page as from the terminal: read, check, preview, write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wenxiao.core.errors import WenxiaoError
from wenxiao.core.money import show_money
from wenxiao.core.registers.check import check_table
from wenxiao.core.registers.model import Register
from wenxiao.exchange.tables.locate import RegisterTable, read_register_table
from wenxiao.web.accounts.codes import agency_codes, jurisdiction_of
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.journal.models import Event
from wenxiao.web.registers import bodies, digests, people
from wenxiao.web.registers.models import Row
from wenxiao.web.registers.plan import Plan, Progress, compare
from wenxiao.web.registers.rows import stored_rows, write_rows


@dataclass(frozen=True)
class Options:
    """How a file is to be read: the unit of amounts whose head names none, and a sum the person expects."""

    money_unit: str = "元"
    control_fen: int | None = None


def silent(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def preview(
    register: Register, path: Path, top: Body, options: Options | None = None, progress: Progress = silent
) -> Plan:
    """Read a file for the bodies at and below ``top`` and say what importing it would do; nothing is written.

    Raises InputError when the file cannot be read or lacks columns; faults in rows are kept in the plan.
    """
    options = options or Options()
    progress("读取文件", 0, 4)
    table = read_register_table(path, register)
    progress("核对各行", 1, 4)
    known = agency_codes(top)
    plan = _plan(register, top, table)
    checked = check_table(register, table.columns, _referred(register, top, known), options.money_unit)
    plan.faults = checked.faults
    if not checked.numbers:
        plan.refusals.append(f"{table.file} 里只有表头，没有一行数据；请填好后再导入。")
    progress("与已登记的比较", 2, 4)
    if plan.may_be_written:
        if register.kept_in == "bodies":
            bodies.fill(plan, checked, known)
        elif register.kept_in == "people":
            people.fill(plan, checked, known)
        else:
            years = {row[register.year] for row in checked.rows} if register.year else ()
            touched = {
                known[row[register.body or ""]].pk: known[row[register.body or ""]] for row in checked.rows
            }
            stored = stored_rows(register, plan.jurisdiction, years, touched.values())
            compare(plan, checked.rows, checked.numbers, stored)
            _demand_same_body(plan)
    _demand_control(plan, options)
    progress("与已登记的比较", 4, 4)
    return plan


def write(
    plan: Plan, user: User | None, top: Body, progress: Progress = silent, *, opinion: str = ""
) -> Event | None:
    """Write a plan whole or not at all, with its event. Raises WenxiaoError when anything forbids it."""
    if not plan.may_be_written:
        raise WenxiaoError(plan.sentence())
    if plan.register.kept_in == "bodies":
        return bodies.write(plan, user, top, opinion)
    if plan.register.kept_in == "people":
        return people.write(plan, user, agency_codes(top), opinion)
    return write_rows(plan, user, agency_codes(top), progress, opinion=opinion)


def _plan(register: Register, top: Body, table: RegisterTable) -> Plan:
    jurisdiction = jurisdiction_of(top)
    last = digests.last_event(register.id, jurisdiction)
    return Plan(
        register, jurisdiction, table.file, table.digest, table.unread, table.totals, table.columns.letters,
        event_number=last.number if last else 0, digest_before=digests.digest_before(last),
    )  # fmt: skip


def _referred(register: Register, top: Body, known: Mapping[str, Body]) -> dict[str, set[str]]:
    wanted = {column.ref for column in register.columns if column.ref}
    referred: dict[str, set[str]] = {"bodies": set(known)}
    if "projects" in wanted:
        codes = Row.objects.filter(
            register="projects", jurisdiction=jurisdiction_of(top), body__path__startswith=top.path
        )
        referred["projects"] = set(codes.order_by().values_list("project", flat=True).distinct())
    return referred


def _demand_same_body(plan: Plan) -> None:
    """A key that stands already with another body is moved only by seeing it, never silently doubled."""
    keys = list(plan.new)
    for start in range(0, len(keys), 5000):
        found = Row.objects.filter(
            register=plan.register.id, jurisdiction=plan.jurisdiction, key__in=keys[start : start + 5000]
        ).select_related("body")
        for row in found:
            plan.refusals.append(
                f"第 {plan.numbers[row.key]} 行的{plan.register.key_label}（{row.key}）已登记在“{row.body}”名下；"
                "同一键不能属于两个单位，请核对预算单位代码。"
            )


def _demand_control(plan: Plan, options: Options) -> None:
    if options.control_fen is None or not plan.register.amount or plan.file_fen is None:
        return
    if plan.file_fen != options.control_fen:
        gap = plan.file_fen - options.control_fen
        plan.refusals.append(
            f"文件合计 {show_money(plan.file_fen, '元')}，与您给的控制数 {show_money(options.control_fen, '元')} "
            f"相差 {show_money(gap, '元')}；两者须相等，请核对金额单位和是否漏行。"
        )
