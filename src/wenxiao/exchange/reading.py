"""Read files and folders as filings; one bad file of a folder does not hide the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wenxiao.core.documents import Filing
from wenxiao.core.errors import InputError
from wenxiao.exchange.forms import Forms, by_id
from wenxiao.exchange.json_files import read_json
from wenxiao.exchange.xlsx.known import KnownForm, know
from wenxiao.exchange.xlsx.read import read_known

JSON_SUFFIXES = {".json", ".jsonl"}
WORKBOOK_SUFFIXES = {".xlsx", ".xlsm", ".xls", ".xlsb", ".et"}  # all but .xlsx are refused with the reason
Progress = Callable[[Path, int, int], None]


@dataclass
class ReadResult:
    """What was read, and the files that could not be: path → message."""

    filings: list[Filing] = field(default_factory=list)
    faults: dict[str, str] = field(default_factory=dict)


def read_paths(paths: Iterable[Path | str], forms: Forms, progress: Progress | None = None) -> ReadResult:
    """Read files and folders (with all beneath, in order of name).

    Lock files (``~$…``) and dotfiles are passed over. ``progress`` is told each file, its number and
    how many there are. Raises InputError when the only thing asked for was one file that cannot be
    read, or when there is nothing to read; else a fault is kept with its file.
    """
    asked = [Path(p) for p in paths]
    files = files_of(asked)
    single = len(asked) == 1 and not asked[0].is_dir()
    listed, known = by_id(forms), know(forms)
    result = ReadResult()
    for number, file in enumerate(files, 1):
        if progress is not None:
            progress(file, number, len(files))
        try:
            result.filings += _read(file, listed, known)
        except InputError as error:
            if single:
                raise
            result.faults[str(file)] = str(error)
    return result


def _read(file: Path, forms: Forms, known: Sequence[KnownForm]) -> list[Filing]:
    if file.suffix.lower() in JSON_SUFFIXES:
        return read_json(file, forms)
    if file.suffix.lower() in WORKBOOK_SUFFIXES:
        return read_known(file, known)
    raise InputError(f"{file.name}：只能读取 .xlsx、.json、.jsonl 文件，请转换后再试。")


def files_of(asked: Sequence[Path]) -> list[Path]:
    """Give the files below some paths, in order of name; InputError when a path is missing or holds none."""
    files: list[Path] = []
    for path in asked:
        if path.is_dir():
            files += sorted(f for f in path.rglob("*") if f.is_file() and _wanted(f, path))
        elif path.exists():
            files.append(path)
        else:
            raise InputError(f"{path}：没有这个文件或文件夹，请检查路径。")
    if not files:
        where = "、".join(str(p) for p in asked) or "未指定路径"
        raise InputError(f"{where}：没有找到 .xlsx、.json 或 .jsonl 文件，请检查路径。")
    return list(dict.fromkeys(files))


def _wanted(file: Path, root: Path) -> bool:
    parts = file.relative_to(root).parts
    if any(part.startswith((".", "~$")) for part in parts):
        return False
    return file.suffix.lower() in JSON_SUFFIXES | WORKBOOK_SUFFIXES
