"""Reports as data: figures (named queries), a template of sentences, and annex tables."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel


class Report(BaseModel):
    """A report of the rulebook; filled in below."""

    id: str


def read_reports(folder: Path) -> dict[str, Report]:
    """Read the reports of one folder."""
    return {}
