"""The facts: typed tables, their parents and their links to other filings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from wenxiao.core.facts.schema import READING, TableSchema
from wenxiao.core.links import Link

PARENT = "doc."
Frame = nw.DataFrame[Any]


@dataclass(frozen=True)
class Facts:
    """Fact tables by name with their schemas; a stage's table holds one row a document."""

    tables: Mapping[str, Frame]
    schemas: Mapping[str, TableSchema]
    whole: Mapping[str, Frame] | None = None  # all years and places, for links, when tables are a part

    def __getitem__(self, name: str) -> Frame:
        """Give a table; KeyError when no form yields it."""
        return self.tables[name]

    def with_columns_of(
        self, table: str, wanted: Iterable[str], links: Mapping[str, Link]
    ) -> tuple[Frame, set[str]]:
        """Give the table widened by the parent and linked columns among ``wanted``, and what is still missing."""
        frame = self.tables[table]
        missing = set(wanted) - set(frame.columns)
        parents = sorted(name for name in missing if name.startswith(PARENT))
        if parents and "." in table:
            frame = self._with_parent(frame, table.split(".", maxsplit=1)[0], parents)
        for link in links.values():
            known = link.source in (self.whole or self.tables)  # a portfolio table may not have been made
            if known and link.table == table and missing & set(expanded(link, self.schemas)):
                frame = self._with_link(frame, link)
        return frame, set(wanted) - set(frame.columns)

    def _with_parent(self, frame: Frame, stage: str, names: list[str], *, whole: bool = False) -> Frame:
        head = (self.whole if whole and self.whole else self.tables)[stage]
        known = [name for name in names if name.removeprefix(PARENT) in head.columns]
        chosen = head.select("document", *(nw.col(n.removeprefix(PARENT)).alias(n) for n in known))
        return frame.join(chosen, on="document", how="left")

    def _with_link(self, frame: Frame, link: Link) -> Frame:
        source = (self.whole or self.tables)[link.source]
        needed = {name: f"~{name}" for name in link.match.values()}
        head = [k for k in link.match.values() if k.startswith(PARENT)]
        if head:
            source = self._with_parent(source, link.source.split(".")[0], head, whole=True)
        mine = [k for k in link.match if k.startswith(PARENT) and k not in frame.columns]
        if mine:
            frame = self._with_parent(frame, link.table.split(".")[0], mine)
        columns = expanded(link, self.schemas)
        order = [key for key in ("document", "row") if key in source.columns]
        chosen = (
            source.filter(*(~nw.col(k).is_null() for k in needed))
            .sort(*order)
            .select(
                *(nw.col(k).alias(alias) for k, alias in needed.items()),
                (nw.col("fiscal_year") - link.years).alias("~fiscal_year"),
                nw.col("jurisdiction").fill_null("").alias("~jurisdiction"),
                *(nw.col(theirs).alias(ours) for ours, theirs in columns.items()),
            )
            .unique(
                subset=[*needed.values(), "~fiscal_year", "~jurisdiction"], keep="first", maintain_order=True
            )
        )
        # A project's code is unique within its place only.
        placed = frame.with_columns(nw.col("jurisdiction").fill_null("").alias("~jurisdiction"))
        return placed.join(
            chosen,
            left_on=[*link.match, "fiscal_year", "~jurisdiction"],
            right_on=[*(needed[theirs] for theirs in link.match.values()), "~fiscal_year", "~jurisdiction"],
            how="left",
        ).drop("~jurisdiction")


def expanded(link: Link, schemas: Mapping[str, TableSchema]) -> dict[str, str]:
    """Give a link's columns, ours → theirs; a target column brings its reading along."""
    columns = dict(link.columns)
    known = schemas[link.source].columns if link.source in schemas else {}
    for ours, theirs in link.columns.items():
        if theirs in known and known[theirs].type == "target":
            columns |= {f"{ours}_{suffix}": f"{theirs}_{suffix}" for suffix in READING}
    return columns
