"""Judging a lake, batch by batch: the same code on one machine and on the executors of a cluster."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl

from wenxiao.core.calendar import Clock
from wenxiao.core.catalog import Catalog
from wenxiao.core.errors import InputError
from wenxiao.core.facts.model import Facts
from wenxiao.core.facts.schema import table_schemas
from wenxiao.core.judging import Judgement, judge, made_ready
from wenxiao.core.links import Link
from wenxiao.core.reads import columns_read
from wenxiao.rulebook import load_catalog
from wenxiao.scale.batches import Batch
from wenxiao.scale.lake import Lake
from wenxiao.scale.places_on_disk import Slot, put_whole
from wenxiao.scale.results import SCORE, findings_frame, scores_frame


@dataclass(frozen=True, slots=True)
class Job:
    """What every batch of one run shares; small, so that it can be sent to executors."""

    lake: Path
    out: Path
    as_of: date
    overlays: tuple[Path, ...]
    allow_code: bool
    rulebook: str
    messages: bool

    def catalog(self) -> Catalog:
        """Load the rulebook where the job runs. Raises InputError when it is not the one the job was started with."""
        catalog = load_catalog(self.overlays, allow_code=self.allow_code)
        if catalog.version != self.rulebook:
            raise InputError(
                f"这台机器（{platform.node()}）的规则库是 {catalog.version}，任务要求 {self.rulebook}，"
                "请在每台机器上安装同一版本的问效和地方规则库。"
            )
        return catalog


@dataclass(slots=True)
class Counts:
    """What one or many batches gave, in numbers only."""

    documents: int = 0
    findings: Counter[str] = field(default_factory=Counter)  # by severity
    rules: Counter[str] = field(default_factory=Counter)  # by rule
    grades: Counter[str] = field(default_factory=Counter)  # scored documents by grade; "" without one
    skipped: dict[str, str] = field(default_factory=dict)  # rules that stayed silent, and why

    def add(self, other: Counts) -> None:
        """Take in another batch's numbers."""
        self.documents += other.documents
        self.findings += other.findings
        self.rules += other.rules
        self.grades += other.grades
        self.skipped |= other.skipped


def judge_batch(job: Job, lake: Lake, batch: Batch, catalog: Catalog) -> Counts:
    """Judge one batch and write its findings and scores below ``job.out``, each file in one step.

    Writing it again gives the same files, so a task that is repeated does no harm.
    """
    judgements = judged(lake, batch, catalog, job.as_of, sentences=job.messages)
    findings = pl.concat([findings_frame(j, messages=job.messages) for j in judgements])
    scores = pl.concat([scores_frame(j) for j in judgements])
    told = {"rulebook": catalog.version, "as_of": job.as_of.isoformat()}
    for name, frame in (("findings", findings), ("scores", scores)):
        write = partial(frame.write_parquet, metadata=told)
        put_whole(job.out / name / f"{batch.name}.parquet", write)
    counts = Counts(documents=sum(lake.records[slot].documents for slot in batch.slots))
    counts.findings.update(_tally(findings, "severity"))
    counts.rules.update(_tally(findings, "rule"))
    counts.grades.update(_tally(scores, "grade"))
    for judgement in judgements:
        counts.skipped |= judgement.skipped()
    return counts


def judged(
    lake: Lake, batch: Batch, catalog: Catalog, as_of: date, *, sentences: bool = True
) -> list[Judgement]:
    """Judge the documents of a batch; other years of its places are seen through links only.

    Document ids are unique within a place; where two places of a batch use the same ones,
    its partitions are judged one by one.
    """
    facts = facts_of(lake, batch.slots, catalog, as_of, sentences=sentences)
    if len(batch.slots) > 1 and not _ids_unique(facts):
        parts = [facts_of(lake, [slot], catalog, as_of, sentences=sentences) for slot in batch.slots]
        return [judge(part, catalog, as_of=as_of) for part in parts]
    return [judge(facts, catalog, as_of=as_of)]


def facts_of(
    lake: Lake, slots: Sequence[Slot], catalog: Catalog, as_of: date, *, sentences: bool = True
) -> Facts:
    """Give the facts of partitions of one place and year as far as judging reads them.

    ``whole`` holds the years that the place's links look at.
    """
    place = catalog.place(slots[0].jurisdiction or "cn")
    schemas = table_schemas(place.forms)
    _, ready = made_ready(place, Clock(slots[0].year or as_of.year, as_of))
    present = {name for slot in slots for name in lake.records[slot].tables}
    # What comparing the whole portfolio makes is no table of the lake; rules that need it are told as skipped.
    links = {n: link for n, link in place.links.items() if link.table in present and link.source in schemas}
    columns = columns_read(ready, schemas, links.values(), further=SCORE, sentences=sentences)
    tables = {name: lake.table(slots, schema, columns[name]) for name, schema in schemas.items()}
    whole = dict(tables)
    for name, years in linked_years(links.values()).items():
        if years != {0}:
            shifted = [slot.shifted(n) for n in sorted(years) for slot in slots]
            whole[name] = lake.table(shifted, schemas[name], columns[name])
    return Facts(tables, schemas, whole=whole)


def linked_years(links: Iterable[Link]) -> dict[str, set[int]]:
    """Give the tables that links look at, each with the years it is wanted of (0: the same, -1: the one before)."""
    years: dict[str, set[int]] = {}
    for link in links:
        for name in {link.source, link.source.split(".")[0]}:
            years.setdefault(name, set()).add(link.years)
    return years


def _ids_unique(facts: Facts) -> bool:
    return all(t["document"].n_unique() == len(t) for n, t in facts.tables.items() if "." not in n and len(t))


def _tally(frame: pl.DataFrame, column: str) -> dict[str, int]:
    return {str(key or ""): n for key, n in frame.group_by(column).agg(pl.len()).rows()}


def as_json(counts: Counts) -> dict[str, Any]:
    """Give the numbers for ``judgement.json``."""
    return {
        "documents": counts.documents,
        "findings": {"total": sum(counts.findings.values()), **dict(sorted(counts.findings.items()))},
        "rules": dict(sorted(counts.rules.items())),
        "grades": {key or "none": n for key, n in sorted(counts.grades.items())},
        "skipped": dict(sorted(counts.skipped.items())),
    }
