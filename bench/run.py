"""``make bench``: the engine, the same rules record by record, and pandas, in one run.

Every measurement is a process of its own (time inside it, peak memory of it), in
turn for each size, so that a change of the machine's speed touches all alike.
"""

from __future__ import annotations

import json
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import narwhals as nw

from bench.made import INDICATORS, made_facts
from bench.record_by_record import run_record_by_record, table_rows
from wenxiao.core.calendar import Clock
from wenxiao.core.facts.model import Facts
from wenxiao.core.judging import judge
from wenxiao.core.scoring.settings import ScoringSettings
from wenxiao.core.scoring.stages import score_stages
from wenxiao.rulebook import load_catalog

SIZES = (1_000, 10_000, 100_000)
AS_OF = date(2022, 3, 15)
RESULTS = Path(__file__).parent / "results.md"


def engine(facts: Facts) -> int:
    """Score and judge the facts; give the number of flagged rows."""
    judgement = judge(facts, load_catalog(), as_of=AS_OF)
    return sum(len(hit.rows) for regime in judgement.regimes for hit in regime.hits)


def records(facts: Facts) -> int:
    """Judge row by row in Python, on scored facts (the scoring itself is not repeated)."""
    place = load_catalog().place("cn")
    parameters = place.parameters.at(Clock(2021, AS_OF))
    tables = table_rows(facts, place.rules.values(), parameters, place.links)
    flagged = run_record_by_record(tables, place.rules.values(), parameters)
    return sum(len(rows) for rows in flagged.values())


def _prepared(kind: str, size: int) -> tuple[Callable[[Facts], int], Facts]:
    facts = made_facts(size)
    if kind == "pandas":
        frames: dict[str, Any] = {
            n: nw.from_native(t.to_native().to_pandas(use_pyarrow_extension_array=True), eager_only=True)
            for n, t in facts.tables.items()
        }
        return engine, Facts(frames, facts.schemas)
    if kind == "records":
        parameters = load_catalog().place("cn").parameters.at(Clock(2021, AS_OF))
        return records, score_stages(facts, ScoringSettings.of(parameters))
    return engine, facts


def one(kind: str, size: int) -> None:
    """Measure once in this process and print the result as JSON."""
    work, facts = _prepared(kind, size)
    if kind != "records":
        work(made_facts(1000) if kind == "engine" else facts)  # imports and caches are not what is measured
    started = time.perf_counter()
    flagged = work(facts)
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "peak_mib": peak, "flagged": flagged}))


def _measure(kind: str, size: int) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.run", kind, str(size)], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    print(
        f"{size:>8} 个项目 {kind:<8} {told['seconds']:8.3f} 秒  峰值 {told['peak_mib']:6.0f} MiB  疑点 {told['flagged']}"
    )
    return told


def main() -> None:
    """Run all and write ``bench/results.md``."""
    rules = len(load_catalog().place("cn").rules)
    lines = [
        "# 判断速度", "",
        f"一次运行内的比较；{INDICATORS} 个指标一个项目，{rules} 条规则加计分；Python {platform.python_version()}，"
        "数值随机器忙闲而变，看比值。", "",
        "| 项目数 | 引擎 | 逐条记录（只判断） | 逐条÷引擎 | pandas | pandas÷引擎 | 引擎峰值内存 | 逐条峰值 | pandas 峰值 |",
        "|---:|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]  # fmt: skip
    for size in SIZES:
        told = {kind: _measure(kind, size) for kind in ("engine", "records", "pandas")}
        base = told["engine"]["seconds"]
        if len({t["flagged"] for t in told.values()}) != 1:
            raise SystemExit(f"三种做法指出的行数不同：{told}")
        lines.append(
            f"| {size:,} | {base:.3f} 秒 | {told['records']['seconds']:.2f} 秒 | "
            f"{told['records']['seconds'] / base:.0f} 倍 | {told['pandas']['seconds']:.2f} 秒 | "
            f"{told['pandas']['seconds'] / base:.1f} 倍 | "
            + " | ".join(f"{told[k]['peak_mib']:.0f} MiB" for k in ("engine", "records", "pandas"))
            + " |"
        )
    lines += [
        "",
        "三种做法指出的行数逐规模相同。逐条记录一栏不含计分；引擎和 pandas 两栏含计分和全部规则。",
        "",
    ]
    RESULTS.write_text("\n".join(lines), encoding="utf-8")
    print(f"已写入 {RESULTS}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        one(sys.argv[1], int(sys.argv[2]))
    else:
        main()
