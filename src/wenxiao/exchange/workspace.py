"""A workspace: the documents of a district on disk, between two commands.

A folder with ``workspace.yaml`` (place, rulebook overlays) and one JSON-lines file a
form under ``documents/``; each line is a document with the file and sheet it came from.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from wenxiao.core.documents import Filing, Json, Origin
from wenxiao.core.errors import InputError

SETTINGS = "workspace.yaml"


@dataclass(frozen=True)
class Workspace:
    """An opened workspace: where it is, whose it is, and which overlays belong to it."""

    folder: Path
    jurisdiction: str
    overlays: tuple[Path, ...]

    def filings(self) -> Iterator[Filing]:
        """Give every document with its origin (file and sheet; cells are not kept)."""
        for path in sorted((self.folder / "documents").glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                yield Filing(record["document"], Origin(record["file"], record["sheet"]))


def save_workspace(
    folder: Path, filings: Iterable[Filing], *, jurisdiction: str, overlays: Sequence[Path] = ()
) -> Workspace:
    """Write documents as a workspace, replacing what was there in one step a file."""
    documents = folder / "documents"
    documents.mkdir(parents=True, exist_ok=True)
    lines: dict[str, list[str]] = {}
    for filing in filings:
        record: Json = {"file": filing.origin.file, "sheet": filing.origin.sheet, "document": filing.content}
        lines.setdefault(filing.form, []).append(json.dumps(record, ensure_ascii=False))
    for old in documents.glob("*.jsonl"):
        if old.stem not in lines:
            old.unlink()
    for form, told in lines.items():
        _replace(documents / f"{form}.jsonl", "\n".join(told) + "\n")
    settings = {"jurisdiction": jurisdiction, "overlays": [str(Path(o).resolve()) for o in overlays]}
    _replace(folder / SETTINGS, yaml.safe_dump(settings, allow_unicode=True))
    return open_workspace(folder)


def open_workspace(folder: Path) -> Workspace:
    """Open a workspace; InputError tells how to make one when there is none."""
    path = folder / SETTINGS
    if not path.is_file():
        raise InputError(
            f"{folder} 里没有数据。请先运行 wenxiao demo 生成示例区，或用 --data 指定存放数据的文件夹。"
        )
    settings = yaml.safe_load(path.read_text(encoding="utf-8"))
    return Workspace(folder, str(settings["jurisdiction"]), tuple(Path(o) for o in settings["overlays"]))


def _replace(path: Path, text: str) -> None:
    """Write beside and rename, so that a crash leaves the old file whole."""
    draft = path.with_suffix(path.suffix + ".new")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)  # noqa: PTH105 - atomic on every platform
