"""A made lake of many counties, written place by place so that its making needs little memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import narwhals as nw

from bench.made import catalog, made_facts, repeated
from wenxiao.core.facts.model import Facts
from wenxiao.scale.lake import Lake
from wenxiao.scale.places_on_disk import Slot

COUNTY = 1_000  # projects of one made county
YEAR = 2021
CODE = "98"


def make_lake(folder: Path, projects: int) -> Lake:
    """Write a lake of ``projects`` in counties of a thousand under the national rulebook with payments."""
    lake, rulebook = Lake.create(folder), catalog()
    facts = made_facts(COUNTY, CODE)
    records = []
    for number in range(projects // COUNTY):
        slot = Slot(f"{CODE}{number:04d}", YEAR)
        tables = {name: _placed(repeated(table, number), slot) for name, table in facts.tables.items()}
        records.append(lake.commit(slot, Facts(tables, facts.schemas), rulebook))
    lake.note_export(records, rulebook)
    return Lake.open(folder)


def _placed(table: nw.DataFrame[Any], slot: Slot) -> nw.DataFrame[Any]:
    return table.with_columns(nw.lit(slot.jurisdiction).alias("jurisdiction")) if len(table) else table
