"""Links: how a rule receives another document's values as columns, declared as data."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Link(BaseModel):
    """Columns of ``source`` joined to ``table``; where several rows match, the first by document id is taken.

    ``match`` maps columns of ``table`` to columns of ``source``; ``years`` shifts the
    source's fiscal year (-1: last year's filing).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str
    table: str
    source: str
    match: dict[str, str]
    years: int = 0
    columns: dict[str, str]
