"""Read workbooks as filings, as people changed them: moved rows, re-ordered columns, many tables a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from wenxiao.core.documents import Filing, Problem
from wenxiao.core.errors import InputError
from wenxiao.exchange.forms import Forms
from wenxiao.exchange.xlsx.assemble import assemble
from wenxiao.exchange.xlsx.known import KnownForm, know
from wenxiao.exchange.xlsx.open import open_grids
from wenxiao.exchange.xlsx.recognise import recognise
from wenxiao.exchange.xlsx.split import split


def read_workbook(path: Path, forms: Forms) -> list[Filing]:
    """Give the filings of a workbook, with the cell of every value and the problems of shape.

    Raises InputError, naming file, sheet and remedy, when the file is not a readable
    workbook or holds none of ``forms``.
    """
    return read_known(Path(path), know(forms))


def read_known(path: Path, forms: Sequence[KnownForm]) -> list[Filing]:
    """Read a workbook with forms indexed before; for many files."""
    filings: list[Filing] = []
    skipped: list[str] = []
    empty = True
    for grid in open_grids(path):
        empty = False
        before = len(filings)
        for part in split(grid, forms):
            try:
                found = recognise(part, forms)
            except InputError as error:
                raise InputError(f"{path.name}：{error}") from error
            if found is not None:
                filings.append(assemble(path, found))
        if len(filings) == before:
            skipped.append(grid.sheet)
    if empty:
        raise InputError(f"{path.name}：工作簿里没有任何内容，请填写后再试。")
    if not filings:
        raise InputError(_nothing_found(path, skipped, forms))
    return [_with_skipped(filings[0], skipped), *filings[1:]] if skipped else filings


def _nothing_found(path: Path, sheets: Sequence[str], forms: Sequence[KnownForm]) -> str:
    looked_for = "、".join(f"《{f.form.title}》" for f in forms)
    offer = "、".join(f"wenxiao template {f.form.id}" for f in forms[:3])
    more = " 等" if len(forms) > 3 else ""
    where = "、".join(f"“{s}”" for s in sheets[:3])
    return (
        f"{path.name}：工作表{where}里没有认出任何表，按标题和栏目名找过{looked_for}，"
        f"请用 {offer}{more}命令生成表样，把内容填入后再试。"
    )


def _with_skipped(filing: Filing, sheets: Sequence[str]) -> Filing:
    named = "、".join(f"“{s}”" for s in sheets)
    notice = Problem(
        "shape.sheet_skipped",
        "notice",
        "",
        f"工作表{named}里没有认出任何表，未读入；如有填报内容请对照表样改正。",
    )
    return Filing(filing.content, filing.origin, (*filing.problems, notice))
