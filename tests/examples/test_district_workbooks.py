"""The workbooks: the same bytes every time, and habits that change no meaning."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.examples.district import GENERATOR, generator

from wenxiao.core.money import parse_money
from wenxiao.exchange.xlsx.read import read_workbook
from wenxiao.rulebook import load_catalog

DIGEST = """
import hashlib, importlib.util, json, sys
spec = importlib.util.spec_from_file_location("g", sys.argv[1])
module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
text = json.dumps([module.documents(), module.report()], ensure_ascii=False)
print(hashlib.sha256(text.encode()).hexdigest())
"""
MONEY = {"initial", "adjusted", "executed", "annual", "period_amount", "amount", "fiscal_amount"} | {
    "budget", "declared", "approved"
}  # fmt: skip


def tasks(out: Path) -> Iterator[Any]:
    module = generator()
    for (folder, name), filed in module.workbooks().items():
        yield module.Task(out, folder, name, filed)


def sample(out: Path) -> list[Any]:
    """One workbook for each habit and rewriting, and some without any; small ones, to be quick."""
    from making.habits import ALL, habits_of
    from making.rewriting import as_written
    from making.workbooks import is_joined

    listed = sorted(tasks(out), key=lambda task: len(task.documents))
    tables = [t for t in listed if t.name.endswith(("绩效目标", "绩效自评")) and len(t.documents) > 3]
    chosen = [next(t for t in tables if habit in habits_of(t.folder)) for habit in ALL]
    chosen.append(next(t for t in tables if is_joined(t)))
    changed = [t for t in tables if as_written(t.folder, t.name, t.documents) is not t.documents]
    plain = [t for t in listed if "清单" in t.name or t.folder.startswith("区财政局")]
    return list({t.path: t for t in (*chosen, *changed[:6], *tables[:4], *plain[:3], *plain[-3:])}.values())


def meaning(value: Any, unit: str | None = None, key: str | None = None) -> Any:
    """A document without its ways of writing: money in 分, no weights in level names, no empty fields."""
    if isinstance(value, dict):
        unit = value.get("money_unit", unit)
        kept = {k: meaning(v, unit, k) for k, v in value.items() if k not in {"jurisdiction", "money_unit"}}
        return {k: v for k, v in kept.items() if v is not None and v != []}
    if isinstance(value, list):
        return [meaning(each, unit) for each in value]
    if key in MONEY and value is not None:
        return parse_money(value, unit or "万元")
    if key == "level1" and value:
        return re.sub(r"（[\d.]+分）$", "", value)
    return value


@pytest.mark.parametrize("again", [11])
def test_documents_do_not_depend_on_the_process(again: int):
    here = json.dumps([generator().documents(), generator().report()], ensure_ascii=False)
    environment = {**os.environ, "PYTHONHASHSEED": str(again), "PYTHONPATH": os.pathsep.join(sys.path)}
    there = subprocess.run(
        [sys.executable, "-c", DIGEST, str(GENERATOR)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert there.stdout.strip() == hashlib.sha256(here.encode()).hexdigest()


def test_workbooks_are_the_same_bytes_and_read_back_the_same(tmp_path: Path):
    generator()  # it puts its own package within reach
    from making.workbooks import write

    forms = load_catalog().place("cn").forms
    for first, second in zip(sample(tmp_path / "a"), sample(tmp_path / "b"), strict=True):
        write(first)
        write(second)
        assert first.path.read_bytes() == second.path.read_bytes()
        read = [meaning(filing.content) for filing in read_workbook(first.path, forms)]
        assert read == [meaning(document) for document in first.documents], first.path.name


def test_generate_writes_once_and_then_returns_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    module, calls, seen = generator(), [], []
    monkeypatch.setattr(module, "write_all", lambda tasks, progress: calls.append(len(tasks)))
    out = tmp_path / "out"
    (out / "别人的文件夹").mkdir(parents=True)
    module.generate(out, lambda done, total, what: seen.append(what))
    module.generate(out)
    assert calls == [82 * 3 + 3]
    assert json.loads((out / ".planted.json").read_text(encoding="utf-8"))["counts"]["low_target"] >= 24
    assert (out / "别人的文件夹").is_dir()
    (out / ".stamp").write_text("older", encoding="ascii")
    module.generate(out)
    assert len(calls) == 2
