"""The same batches on a Spark cluster: executors read, judge and write; the driver only counts.

Spark hands out the work, repeats what a lost machine had, and collects the numbers. Judging
itself is the code of ``judge.py`` in the Python workers, so there is one path to test. The lake
and the results must lie where every machine sees them under the same path.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from threading import Thread
from typing import Any

from wenxiao.core.errors import InputError
from wenxiao.scale.batches import Batch
from wenxiao.scale.judge import Counts, Job, judge_batch, linked_years
from wenxiao.scale.lake import Lake

Tell = Callable[[int, int, str], None]
NO_PYSPARK = "没有安装 PySpark，无法用 Spark 判断。请运行 pip install 'wenxiao[spark]'，并安装 Java 17 以上。"


def on_spark(
    master: str, settings: dict[str, str] | None = None
) -> Callable[[Job, Lake, Sequence[Batch], Tell], Counts]:
    """Give an engine for ``judge_lake`` that runs on the cluster at ``master`` (``spark://host:7077`` …).

    Raises InputError when PySpark is not installed or the cluster cannot be reached.
    """
    try:
        import pyspark  # noqa: F401 - only asked whether it is there
    except ImportError as fault:
        raise InputError(NO_PYSPARK) from fault
    return partial(_run, master, settings or {})


def _run(
    master: str, settings: dict[str, str], job: Job, lake: Lake, todo: Sequence[Batch], tell: Tell
) -> Counts:
    if not todo:
        return Counts()
    context = _context(master, settings)
    try:
        tasks = [(batch, _share(job, lake, batch)) for batch in todo]
        spread = context.parallelize(tasks, len(tasks)).map(partial(run_task, job))
        total = Counts()
        for counts in _collected(context, spread, len(tasks), tell):
            total.add(counts)
        return total
    finally:
        context.stop()


def run_task(job: Job, task: tuple[Batch, Lake]) -> Counts:
    """Judge one batch in an executor's Python worker; the results go straight to the shared folder."""
    batch, lake = task
    return judge_batch(job, lake, batch, job.catalog())


def _share(job: Job, lake: Lake, batch: Batch) -> Lake:
    place = job.catalog().place(batch.slots[0].jurisdiction or "cn")
    years = {0}.union(*linked_years(place.links.values()).values())
    return lake.only(slot.shifted(n) for n in sorted(years) for slot in batch.slots)


def _context(master: str, settings: dict[str, str]) -> Any:
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException

    # Executors start the same interpreter as here, unless the operator names another.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf().setMaster(master).setAppName("wenxiao lake judge").set("spark.ui.enabled", "false")
    # A task has one core, so the engine inside it gets one thread.
    conf.set("spark.executorEnv.POLARS_MAX_THREADS", "1").set("spark.ui.showConsoleProgress", "false")
    for name, value in settings.items():
        conf.set(name, value)
    try:
        return SparkContext(conf=conf)
    except (Py4JError, PySparkException, OSError, RuntimeError) as fault:
        raise InputError(
            f"连不上 Spark 集群 {master}（{type(fault).__name__}）。请确认主节点已启动、地址写作 spark://主机:7077，"
            "并且本机装有 Java 17 以上。"
        ) from fault


def _collected(context: Any, spread: Any, tasks: int, tell: Tell) -> list[Counts]:
    """Run the job in a thread of its own and tell how many tasks are done until it ends."""
    told: list[list[Counts]] = []
    faults: list[Exception] = []

    def collect() -> None:
        try:
            told.append(spread.collect())
        except Exception as fault:
            faults.append(fault)

    work = Thread(target=collect, daemon=True)
    work.start()
    done = 0
    while work.is_alive():
        work.join(0.5)
        tracker = context.statusTracker()
        stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
        done = max(done, sum(stage.numCompletedTasks for stage in stages if stage is not None))
        tell(done, tasks, "Spark")
    if faults:
        raise InputError(f"Spark 任务失败：{_reason(faults[0])}") from faults[0]
    tell(tasks, tasks, "Spark")
    return told[0]


def _reason(fault: Exception) -> str:
    """Give the sentence of our own error in an executor's trace, else its last line."""
    lines = [line.strip() for line in str(fault).splitlines() if line.strip()]
    ours = [line.partition(": ")[2] for line in lines if "wenxiao.core.errors." in line]
    python = [line for line in lines if "Error" in line or "Exception" in line]
    return (ours or python or lines or [type(fault).__name__])[0]
