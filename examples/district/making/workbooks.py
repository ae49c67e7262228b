"""Write one workbook of the district: documents, then habits, then fixed bytes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from openpyxl.workbook import Workbook

from wenxiao.core.forms.model import Form
from wenxiao.exchange.xlsx.write import write_workbook
from wenxiao.rulebook import load_catalog

from .fixed_zip import fix
from .habits import Habit, habits_of, two_in_one
from .opening import opened
from .rewriting import as_written
from .streams import stream

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Task:
    """One workbook to write; it travels to another process."""

    out: Path
    folder: str
    name: str
    documents: list[Json]

    @property
    def path(self) -> Path:
        """Where the workbook goes."""
        return self.out / self.folder / f"{self.name}.xlsx"


@cache
def forms() -> dict[str, Form]:
    """The national forms."""
    return dict(load_catalog().place("cn").forms)


def write(task: Task) -> str:
    """Write the workbook and give its name for the progress line."""
    task.path.parent.mkdir(parents=True, exist_ok=True)
    write_workbook(as_written(task.folder, task.name, task.documents), forms(), task.path)
    habits = habits_of(task.folder) if task.name.endswith(("绩效目标", "绩效自评")) else ()
    if habits:
        book = opened(task.path)
        _apply(habits, book, task)
        book.save(task.path)
    fix(task.path)
    return f"{task.folder}/{task.name}"


def is_joined(task: Task) -> bool:
    """Whether two of the workbook's tables share a sheet."""
    if len(task.documents) <= 3 or not habits_of(task.folder):
        return False
    return stream("joined", task.folder, task.name).random() < 0.3


def _apply(habits: tuple[Habit, ...], book: Workbook, task: Task) -> None:
    joined = is_joined(task)
    if joined:
        two_in_one(book.worksheets[1], book.worksheets[2])
        book.remove(book.worksheets[2])
    for number, ws in enumerate(book.worksheets):
        if joined and number == 1:
            continue  # a sheet with two tables has been moved about enough
        for habit in habits:
            habit(ws, stream("habit", task.folder, task.name, number, habit.__name__))
