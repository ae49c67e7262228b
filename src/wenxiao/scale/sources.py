"""What ``lake export`` reads: files, folders of them, and workspaces, each a source of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from wenxiao.core.catalog import Catalog
from wenxiao.core.documents import Filing
from wenxiao.exchange.reading import files_of, read_paths
from wenxiao.exchange.workspace import SETTINGS, open_workspace
from wenxiao.scale.export import Source


def sources_of(paths: Iterable[Path], catalog: Catalog, jurisdiction: str) -> list[Source]:
    """Give the sources below some paths; ``jurisdiction`` is for filings that name none.

    A folder with ``workspace.yaml`` is one workspace. Raises InputError for a path that does not exist.
    """
    asked = list(paths)
    plain = [path for path in asked if not (path / SETTINGS).is_file()]
    sources = [_workspace(path) for path in asked if path not in plain]
    for file in files_of(plain) if plain else []:
        state = file.stat()
        key = f"{file.resolve()} {state.st_size} {state.st_mtime_ns} {jurisdiction}"
        sources.append(Source(str(file), key, partial(_read, file, catalog, jurisdiction)))
    return sources


def _read(file: Path, catalog: Catalog, jurisdiction: str) -> list[Filing]:
    return _placed(read_paths([file], catalog.place(jurisdiction).forms).filings, jurisdiction)


def _workspace(folder: Path) -> Source:
    workspace = open_workspace(folder)
    files = sorted((folder / "documents").glob("*.jsonl"))
    key = f"{folder.resolve()} {[(f.name, f.stat().st_size, f.stat().st_mtime_ns) for f in files]}"
    return Source(str(folder), key, lambda: _placed(list(workspace.filings()), workspace.jurisdiction))


def _placed(filings: Sequence[Filing], jurisdiction: str) -> list[Filing]:
    return [
        filing if filing.content.get("jurisdiction")
        else replace(filing, content={**filing.content, "jurisdiction": jurisdiction})
        for filing in filings
    ]  # fmt: skip
