"""What an import would do, before anything is written: new, changed, unchanged, missing, faults, sums in 分."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wenxiao.core.money import show_money
from wenxiao.core.registers.check import Fault, Row
from wenxiao.core.registers.model import Register

Progress = Callable[[str, int, int], None]
SHOWN = 200  # rows of each kind that a preview lists; the counts are always of all


@dataclass(frozen=True, slots=True)
class Changed:
    """One stored row that the file changes."""

    key: str
    number: int
    before: Row
    after: Row

    def columns(self, register: Register) -> list[tuple[str, Any, Any]]:
        """Give (Chinese name, before, after) of the columns that differ."""
        return [
            (c.label, self.before.get(c.id), self.after.get(c.id))
            for c in register.columns
            if self.before.get(c.id) != self.after.get(c.id)
        ]


@dataclass
class Plan:
    """A checked file against what is stored."""

    register: Register
    jurisdiction: str
    file: str
    digest: str
    unread: tuple[str, ...] = ()
    totals: tuple[int, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)  # where each column stands in the file
    faults: list[Fault] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)  # of the file as a whole
    new: dict[str, Row] = field(default_factory=dict)
    changed: list[Changed] = field(default_factory=list)
    unchanged: int = 0
    missing: dict[str, Row] = field(default_factory=dict)
    removed: dict[str, Row] = field(default_factory=dict)  # stored rows that the file asks to take away
    numbers: dict[str, int] = field(default_factory=dict)
    file_fen: int | None = None
    stored_fen: int | None = None  # of the same years and bodies, before
    after_fen: int | None = None
    event_number: int = 0  # the register's last event that the plan has seen
    digest_before: int = 0
    passwords: list[tuple[str, str, str]] = field(
        default_factory=list
    )  # name, login, password: shown once, kept nowhere

    def add_fault(self, number: int, column: str, text: object, message: str) -> None:
        """Note what is wrong in one cell."""
        label = self.register.by_id[column].label
        self.faults.append(Fault(number, self.letters.get(column, ""), label, str(text or ""), message))

    @property
    def may_be_written(self) -> bool:
        """Whether nothing forbids the import."""
        return not self.faults and not self.refusals

    @property
    def does_nothing(self) -> bool:
        """Whether the file says only what is stored already."""
        return not self.new and not self.changed and not self.removed

    def counts(self) -> dict[str, int]:
        """Give the numbers of rows by kind; what is taken away is named only where something is."""
        told = {"removed": len(self.removed)} if self.removed else {}
        return told | {
            "new": len(self.new), "changed": len(self.changed), "unchanged": self.unchanged,
            "missing": len(self.missing), "faults": len(self.faults) + len(self.refusals),
        }  # fmt: skip

    def sentence(self) -> str:
        """Say in one sentence what the import would do."""
        register, counts = self.register, self.counts()
        unit = register.unit_of_count
        if not self.may_be_written:
            return f"{register.title}文件有 {counts['faults']} 处问题，什么都没有导入；请按下面逐条改正后再导入。"
        told = (
            f"将新增 {counts['new']} {unit}，改变 {counts['changed']} {unit}，"
            f"{counts['unchanged']} {unit}没有变化，已登记而文件里没有的 {counts['missing']} {unit}（保留不动）。"
        )
        return f"{told}将免去 {counts['removed']} {unit}。" if self.removed else told

    def reconciliation(self) -> str | None:
        """Say how the sums stand: file, stored before, stored after; ``None`` where the register has no amount."""
        if self.file_fen is None:
            return None
        rest = sum(self.register.amount_of(row) or 0 for row in self.missing.values())
        told = (
            f"文件合计 {show_money(self.file_fen, '元')}；同年度同单位已登记 {show_money(self.stored_fen, '元')}，"
            f"导入后 {show_money(self.after_fen, '元')}"
        )
        return told + (f"，其中文件里没有的 {show_money(rest, '元')}。" if self.missing else "，与文件一致。")


def compare(plan: Plan, rows: list[Row], numbers: list[int], stored: Mapping[str, Row]) -> None:
    """Sort the file's rows into new, changed and unchanged, and the stored ones that the file lacks; add up."""
    register = plan.register
    for row, number in zip(rows, numbers, strict=True):
        key = register.key_of(row)
        plan.numbers[key] = number
        before = stored.get(key)
        if before is None:
            plan.new[key] = {k: v for k, v in row.items() if v is not None}
            continue
        merged = {**before, **row}
        after = {k: v for k, v in merged.items() if v is not None}
        if after == before:
            plan.unchanged += 1
        else:
            plan.changed.append(Changed(key, number, before, after))
    plan.missing = {key: row for key, row in stored.items() if key not in plan.numbers}
    if register.amount:
        _add_up(plan, stored)


def _add_up(plan: Plan, stored: Mapping[str, Row]) -> None:
    amount = plan.register.amount_of
    plan.stored_fen = sum(amount(row) or 0 for row in stored.values())
    moved = sum((amount(c.after) or 0) - (amount(c.before) or 0) for c in plan.changed)
    plan.after_fen = plan.stored_fen + sum(amount(row) or 0 for row in plan.new.values()) + moved
    rest = sum(amount(row) or 0 for row in plan.missing.values())
    plan.file_fen = plan.after_fen - rest
