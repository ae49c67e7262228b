"""Write many workbooks at once, on as many processors as there are; the order never shows in the bytes."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor

from .workbooks import Task, write

Progress = Callable[[int, int, str], None]


def write_all(tasks: list[Task], progress: Progress | None = None) -> None:
    """Write all workbooks, the largest first so that no processor waits at the end."""
    ordered = sorted(tasks, key=lambda task: -len(task.documents))
    for done, name in enumerate(_results(ordered), start=1):
        if progress:
            progress(done, len(ordered), name)


def _results(tasks: list[Task]) -> Iterator[str]:
    workers = min(os.cpu_count() or 1, 8)
    if workers == 1 or multiprocessing.current_process().daemon:  # a daemonic process may not have children
        yield from map(write, tasks)
        return
    context = multiprocessing.get_context("spawn")  # forking a process with threads may hang
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        yield from pool.map(write, tasks)
