"""``wenxiao lake export`` and ``lake judge`` at the terminal."""

import sys

import pytest
from typer.testing import CliRunner

from wenxiao.cli.main import app
from wenxiao.core.errors import InputError

RUN = CliRunner()


def test_export_and_judge(filings, tmp_path):
    made = RUN.invoke(app, ["lake", "export", str(filings), "-o", str(tmp_path / "lake")])
    assert made.exit_code == 0, made.output
    assert "6 个分区，150 份文档" in made.stdout
    assert "写入 6/6" in made.stderr
    told = RUN.invoke(
        app, ["lake", "judge", str(tmp_path / "lake"), "-o", str(tmp_path / "out"), "--as-of", "2022-03-15"]
    )
    assert told.exit_code == 1, told.output
    assert "共判断 150 份文档" in told.stdout
    assert (tmp_path / "out" / "judgement.json").is_file()


def test_spark_without_pyspark_says_how_to_install_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyspark", None)
    told = RUN.invoke(app, ["lake", "judge", str(tmp_path), "-o", str(tmp_path / "o"), "--engine", "spark"])
    assert isinstance(told.exception, InputError)
    assert "pip install 'wenxiao[spark]'" in str(told.exception)


def test_judging_what_is_no_lake(tmp_path):
    told = RUN.invoke(app, ["lake", "judge", str(tmp_path), "-o", str(tmp_path / "o")])
    with pytest.raises(InputError, match="先用 wenxiao lake export"):
        raise told.exception
