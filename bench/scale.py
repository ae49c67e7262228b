"""``python -m bench.scale``: a province and a nation, measured; results in ``bench/results-scale.md``.

Every measurement is a process of its own: wall time and processor time inside it, peak memory of it.
``--quick`` takes smaller sizes and writes nothing.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

RESULTS = Path(__file__).parent / "results-scale.md"
REPEATS = 3
FROM_DISK = {"lake", "floor"}  # one piece of work a process, as the command does it


@dataclass(frozen=True)
class Sizes:
    """How many projects each measurement takes."""

    small: int = 100_000
    large: int = 1_000_000
    memory: int = 100_000
    records: int = 2_000
    sql: int = 300


QUICK = Sizes(small=5_000, large=20_000, memory=5_000, records=500, sql=50)


def one(kind: str, projects: int) -> None:
    """Measure once in this process and print the result as JSON."""
    from bench.measures import KINDS

    work = KINDS[kind](projects)
    runs = []
    for _ in range(1 if kind in FROM_DISK else REPEATS):
        started, used = time.perf_counter(), time.process_time()
        told = work()
        runs.append((time.perf_counter() - started, time.process_time() - used))
    told["seconds"], told["processor"] = min(runs)
    told["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(told))


def measure(kind: str, projects: int, repeats: int = 1) -> dict[str, float]:
    """Give the fastest of some runs, each a process of its own; of memory the largest."""
    told = [_run(kind, projects) for _ in range(repeats)]
    best = min(told, key=lambda t: t["seconds"])
    best["peak_mib"] = max(t["peak_mib"] for t in told)
    print(
        f"{kind:<13}{projects:>9,} 个项目 {best['seconds']:8.3f} 秒  峰值 {best['peak_mib']:6.0f} MiB",
        flush=True,
    )
    return best


def _run(kind: str, projects: int) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.scale", "--one", kind, str(projects)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return told


def prepare(projects: int) -> None:
    """Make the lake in a process of its own, so that its memory is not counted."""
    code = f"from bench.measures import lake_folder; lake_folder({projects})"
    subprocess.run([sys.executable, "-c", code], check=True)


def measured(sizes: Sizes, repeats: int) -> dict[str, Any]:
    """Run all measurements."""
    for projects in (sizes.small, sizes.large):
        print(f"正在生成 {projects:,} 个项目的事实库……", flush=True)
        prepare(projects)
    return {
        "document": measure("document", 1, repeats),
        "small": measure("lake", sizes.small, repeats),
        "large": measure("lake", sizes.large, repeats),
        "floor": measure("floor", sizes.large, repeats),
        "memory": measure("memory", sizes.memory, repeats),
        "pandas": measure("pandas", sizes.memory, repeats),
        "rules": measure("rules", sizes.memory, repeats),
        "rules_of_sql": measure("rules_of_sql", sizes.memory, repeats),
        "memory_records": measure("rules", sizes.records),
        "records": measure("records", sizes.records, repeats),
        "sql": measure("sql", sizes.sql, repeats),
    }


def main() -> None:
    """Run all and write the table."""
    from bench.scale_report import report

    quick = "--quick" in sys.argv
    sizes, repeats = (QUICK, 1) if quick else (Sizes(), REPEATS)
    busy = os.getloadavg()[0]
    told = measured(sizes, repeats)
    if told["pandas"]["flagged"] != told["memory"]["flagged"]:
        raise SystemExit(f"两种引擎指出的行数不同：{told['memory']} {told['pandas']}")
    if told["records"]["flagged"] != told["memory_records"]["flagged"]:
        raise SystemExit(f"逐条与成列指出的行数不同：{told['records']} {told['memory_records']}")
    machine = (
        f"{os.cpu_count()} 核，内存 {psutil.virtual_memory().total / 2**30:.0f} GiB，{platform.system()}，"
        f"Python {platform.python_version()}；开始时系统负载 {busy:.1f}，结束时 {os.getloadavg()[0]:.1f}"
    )
    text = report(told, sizes, machine)
    print(text)
    if not quick:
        RESULTS.write_text(text, encoding="utf-8")
        print(f"已写入 {RESULTS.name}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2], int(sys.argv[3]))
    else:
        main()
