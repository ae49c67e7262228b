"""Which columns of which tables judging reads: what a store of columns has to fetch, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from wenxiao.core.facts.model import PARENT, expanded
from wenxiao.core.facts.schema import TableSchema
from wenxiao.core.links import Link
from wenxiao.core.rules.engine import KEYS
from wenxiao.core.rules.ready import ReadyRules
from wenxiao.core.scoring.stages import READS

Columns = dict[str, set[str]]


def columns_read(
    ready: ReadyRules,
    schemas: Mapping[str, TableSchema],
    links: Iterable[Link],
    further: Iterable[str] = (),
    *,
    sentences: bool = True,
) -> Columns:
    """Give the columns that rules, their sentences, links and scoring read, by table, keys included.

    Without ``sentences`` what only they show is left out. ``further`` are columns of documents that the
    caller wants besides. Only columns that exist are given.
    """
    told: Columns = {name: {*KEYS, "row", *READS.get(name, ())} for name in schemas}
    for name in schemas:
        if "." not in name:
            told[name] |= set(further)
    for table, rules in ready.by_table.items():
        for name in set().union(
            *(((*rule.needed, *rule.shown) if sentences else rule.judged) for rule in rules)
        ):
            _add(told, table, name)
    for link in links:
        ours = expanded(link, schemas)
        if link.source in told and link.table in told and told[link.table] & set(ours):
            for mine, theirs in link.match.items():
                _add(told, link.table, mine)
                _add(told, link.source, theirs)
            told[link.source] |= set(ours.values())
    return {name: columns & set(schemas[name].columns) for name, columns in told.items()}


def _add(told: Columns, table: str, name: str) -> None:
    """Put a column down with its table, or with the document's where it is the parent's."""
    if name.startswith(PARENT):
        told.setdefault(table.split(".", maxsplit=1)[0], set()).add(name.removeprefix(PARENT))
    else:
        told.setdefault(table, set()).add(name)
