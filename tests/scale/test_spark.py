"""The same findings and scores, row by row, from a real Spark cluster as from this machine."""

import os
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from tests.scale.cluster import QUICK_START, cluster, java

from wenxiao.core.errors import InputError
from wenxiao.scale.run import judge_lake
from wenxiao.scale.spark import on_spark

SOURCE = Path(__file__).resolve().parents[2] / "src"
AS_OF = date(2022, 3, 15)
NO_JAVA = not (java() or os.environ.get("JAVA_HOME") or os.environ.get("WENXIAO_REQUIRE_SPARK"))


def read(folder, name):
    return pl.read_parquet(folder / name / "*.parquet").sort(pl.all())


@pytest.mark.skipif(NO_JAVA, reason="没有 java，也没有设 JAVA_HOME；装上 Java 17 以上，Spark 的测试才能运行")
def test_cluster_gives_the_same_rows(lake, tmp_path, monkeypatch):
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", QUICK_START)
    here = judge_lake(lake.folder, tmp_path / "here", as_of=AS_OF, messages=True)
    path = os.pathsep.join([str(SOURCE), os.environ.get("PYTHONPATH", "")])
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "512m",
        "spark.executorEnv.PYTHONPATH": path,
    }
    told = []
    with cluster(tmp_path, path) as master:
        there = judge_lake(
            lake.folder,
            tmp_path / "there",
            as_of=AS_OF,
            messages=True,
            batch_rows=1,
            engine=on_spark(master, settings),
            tell=lambda *step: told.append(step),
        )
    assert len(list((tmp_path / "there" / "findings").glob("*.parquet"))) == 6
    for name in ("findings", "scores"):
        mine, theirs = read(tmp_path / "here", name), read(tmp_path / "there", name)
        assert len(mine) > 50
        assert mine.equals(theirs)
    assert (there.documents, there.findings, there.rules, there.grades) == (
        here.documents,
        here.findings,
        here.rules,
        here.grades,
    )
    assert told[-1][:2] == (6, 6)


@pytest.mark.skipif(NO_JAVA, reason="没有 java，也没有设 JAVA_HOME；装上 Java 17 以上，Spark 的测试才能运行")
def test_no_cluster_is_one_message(lake, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyspark", None)
    with pytest.raises(InputError, match=r"pip install 'wenxiao\[spark\]'"):
        on_spark("spark://127.0.0.1:1")
