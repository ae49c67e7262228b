"""What ``bench.scale`` measures: each kind prepares itself, then does one piece of work that is timed."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import wenxiao.scale  # noqa: F401 - before the engine is loaded, as the command does

import narwhals as nw  # isort: skip
import polars as pl

from bench.made import OVERLAY, catalog, documents, made_facts
from bench.nation import CODE, YEAR, make_lake
from bench.record_by_record import run_record_by_record, table_rows
from bench.to_sql import database, queries
from wenxiao.core.calendar import Clock
from wenxiao.core.facts.build import build_facts
from wenxiao.core.facts.model import Facts
from wenxiao.core.facts.schema import table_schemas
from wenxiao.core.judging import judge, made_ready
from wenxiao.core.reads import columns_read
from wenxiao.core.rules.engine import run_ready
from wenxiao.core.scoring.stages import score_stages
from wenxiao.rulebook import load_catalog
from wenxiao.scale.batches import batches
from wenxiao.scale.lake import Lake
from wenxiao.scale.results import SCORE
from wenxiao.scale.run import judge_lake

AS_OF = date(2022, 3, 15)
CLOCK = Clock(YEAR, AS_OF)
SQL_STORED = 10_000
Work = Callable[[], dict[str, float]]


def lake_folder(projects: int) -> Path:
    """Give the made lake of that size, making it on first use."""
    folder = Path(tempfile.gettempdir()) / f"wenxiao-bench-lake-{projects}-{catalog().version}"
    if not (folder / "lake.json").is_file():
        for old in folder.parent.glob(f"wenxiao-bench-lake-{projects}-*"):
            shutil.rmtree(old, ignore_errors=True)
        draft = folder.with_name(folder.name + ".new")
        shutil.rmtree(draft, ignore_errors=True)
        make_lake(draft, projects)
        draft.rename(folder)
    return folder


def lake(projects: int) -> Work:
    """Judge a lake on disk: read, score, grade, all rules, findings and scores written."""
    folder, out = lake_folder(projects), Path(tempfile.mkdtemp())

    def work() -> dict[str, float]:
        counts = judge_lake(folder, out, as_of=AS_OF, overlays=[OVERLAY], allow_code=True)
        shutil.rmtree(out)
        return {"flagged": sum(counts.findings.values())}

    return work


def floor(projects: int) -> Work:
    """Read the same columns of the same lake and sum them (of texts their bytes): what no judging can undercut."""
    folder, rulebook = lake_folder(projects), catalog()
    place = rulebook.place(CODE)
    schemas = table_schemas(place.forms)
    wanted = columns_read(
        made_ready(place, CLOCK)[1], schemas, place.links.values(), further=SCORE, sentences=False
    )

    def work() -> dict[str, float]:
        told, total = Lake.open(folder), 0.0
        for batch in batches(told.records, rulebook):
            for name, schema in schemas.items():
                frame = told.table(batch.slots, schema, wanted[name]).to_native()
                texts, rest = pl.selectors.string(), ~pl.selectors.string()
                sums = frame.select(texts.str.len_bytes().sum(), rest.sum())
                total += sum(value for value in sums.row(0) if value is not None) if sums.width else 0
        return {"sum": total}

    return work


def memory(projects: int) -> Work:
    """Judge facts that are in memory already on the default engine; results as row keys."""
    return _judged(made_facts(projects, CODE))


def pandas(projects: int) -> Work:
    """Do the same through the same expressions on pandas frames (Arrow-backed columns)."""
    facts = made_facts(projects, CODE)
    frames: dict[str, Any] = {
        name: nw.from_native(table.to_native().to_pandas(use_pyarrow_extension_array=True), eager_only=True)
        for name, table in facts.tables.items()
    }
    return _judged(Facts(frames, facts.schemas))


def _judged(facts: Facts) -> Work:
    rulebook = catalog()
    judge(made_facts(1000, CODE), rulebook, as_of=AS_OF)

    def work() -> dict[str, float]:
        judgement = judge(facts, rulebook, as_of=AS_OF)
        return {"flagged": sum(len(hit.keys) for regime in judgement.regimes for hit in regime.hits)}

    return work


def _scored(projects: int) -> tuple[Facts, Any, Any]:
    place = catalog().place(CODE)
    settings, _ = made_ready(place, CLOCK)
    return score_stages(made_facts(projects, CODE), settings), place, place.parameters.at(CLOCK)


def rules(projects: int) -> Work:
    """Run the rules alone, on facts scored beforehand: what record by record and SQL are compared with."""
    facts, place, _ = _scored(projects)
    return _ran(facts, place, None)


def rules_of_sql(projects: int) -> Work:
    """Run, on facts scored beforehand, only those rules that ``sql`` asks for."""
    facts, place, parameters = _scored(projects)
    return _ran(facts, place, list(queries(place.rules.values(), parameters, dict(facts.tables))))


def _ran(facts: Facts, place: Any, only: list[str] | None) -> Work:
    ready = made_ready(place, CLOCK, only)[1]

    def work() -> dict[str, float]:
        return {"flagged": sum(len(hit.keys) for hit in run_ready(facts, ready, place.links).hits)}

    return work


def records(projects: int) -> Work:
    """Judge row by row in Python, on facts scored beforehand."""
    facts, place, parameters = _scored(projects)
    tables = table_rows(facts, place.rules.values(), parameters, place.links)

    def work() -> dict[str, float]:
        flagged = run_record_by_record(tables, place.rules.values(), parameters)
        return {"flagged": sum(len(rows) for rows in flagged.values())}

    return work


def sql(projects: int) -> Work:
    """Ask SQLite once for each rule and project, on facts scored beforehand and indexed by document.

    The database is a file with ten thousand projects, of which ``projects`` are asked for.
    """
    facts, place, parameters = _scored(SQL_STORED)
    asked = queries(place.rules.values(), parameters, dict(facts.tables))
    base = database({name: facts[name] for name in {table for table, _ in asked.values()}})
    every = SQL_STORED // projects
    ids = {table: facts[table.split(".")[0]]["document"].to_list()[::every] for table, _ in asked.values()}

    def work() -> dict[str, float]:
        flagged = 0
        for table, query in asked.values():
            for document_id in ids[table]:
                flagged += len(base.execute(query, (document_id,)).fetchall())
        return {"flagged": flagged, "rules": len(asked)}

    return work


def document(_: int) -> Work:
    """Judge one document, from facts to findings with their sentences: best and middle of 60 runs in ms."""
    rulebook = load_catalog()
    facts = build_facts(documents(1, faulty=1), rulebook.place("cn").forms)

    def work() -> dict[str, float]:
        told = sorted(_once(facts, rulebook) for _ in range(60))
        return {"best_ms": told[0], "middle_ms": told[len(told) // 2]}

    _once(facts, rulebook)
    return work


def _once(facts: Facts, rulebook: Any) -> float:
    started = time.perf_counter()
    list(judge(facts, rulebook, as_of=AS_OF).findings())
    return (time.perf_counter() - started) * 1000


KINDS: dict[str, Callable[[int], Work]] = {
    kind.__name__: kind for kind in (lake, floor, memory, pandas, rules, rules_of_sql, records, sql, document)
}
