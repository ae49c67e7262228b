"""Findings written back as comments on the cells of the workbooks they came from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from wenxiao.core.documents import Filing
from wenxiao.core.rules.model import SEVERITY_LABEL
from wenxiao.exchange.xlsx.annotate import annotate

Notes = dict[tuple[str, str], list[str]]


def annotate_filings(
    filings: Sequence[Filing], findings: Iterable[Mapping[str, Any]], cite: Callable[[str], str], folder: Path
) -> list[Path]:
    """Write each faulty workbook anew into ``folder`` with a comment on each faulty cell; give the files written.

    A finding whose field has no cell is put on the table's first cell, so that none is lost.
    """
    by_id = {filing.id: filing for filing in filings}
    notes: dict[str, Notes] = {}
    for record in findings:
        filing = by_id.get(record["document"])
        if filing is None or not filing.origin.file.lower().endswith(".xlsx"):
            continue
        where = filing.origin.cell(record["at"]) or _first(filing)
        sheet, _, cell = where.rpartition("!")
        notes.setdefault(filing.origin.file, {}).setdefault((sheet, cell), []).append(_note(record, cite))
    written = []
    for file, told in notes.items():
        out = folder / Path(file).name
        out.parent.mkdir(parents=True, exist_ok=True)
        annotate(Path(file), told, out)
        written.append(out)
    return written


def _first(filing: Filing) -> str:
    cells = filing.origin.cells
    return f"{filing.origin.sheet}!{cells.get('subject.name') or next(iter(cells.values()), 'A1')}"


def _note(record: Mapping[str, Any], cite: Callable[[str], str]) -> str:
    basis = "、".join(cite(b) for b in record["basis"])
    parts = [
        f"【{SEVERITY_LABEL[record['severity']]}】{record['message']}",
        f"依据：{basis}。" if basis else "",
        record["hint"],
    ]
    return "".join(part for part in parts if part)
