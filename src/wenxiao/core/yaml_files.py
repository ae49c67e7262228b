"""Reading the YAML of a rulebook, with file names in every complaint."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from wenxiao.core.errors import RulebookError

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_yaml(path: Path) -> Any:
    """Give the content of one YAML file; RulebookError names file and line of a syntax fault."""
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else None
        raise RulebookError(
            f"YAML 写法有误（{fault.problem}），请改正后重试。", file=str(path), line=line
        ) from fault
    except OSError as fault:
        raise RulebookError(
            "找不到或读不了这个文件，请检查路径；规则库文件夹里须有 place.yaml。", file=str(path)
        ) from fault
    except UnicodeDecodeError as fault:
        raise RulebookError("文件不是 UTF-8 编码，请另存为 UTF-8。", file=str(path)) from fault


def load_mapping(path: Path) -> dict[str, Any]:
    """Give a file's entries by name; an empty file has none. RulebookError when it is no mapping."""
    told = load_yaml(path)
    if told is None:
        return {}
    if not isinstance(told, dict):
        raise RulebookError(
            "文件应是“名称: 值”的写法，请对照 CONTRIBUTING 的示例改正。", file=str(path), line=1
        )
    return told


def load_entries(path: Path) -> dict[str, dict[str, Any]]:
    """Give a file's entries, each a mapping itself; RulebookError names the line of one that is not."""
    told = load_mapping(path)
    for key, entry in told.items():
        check_entry(path, str(key), entry)
    return {str(key): entry for key, entry in told.items()}


def check_entry(path: Path, key: str, entry: object) -> None:
    """Raise RulebookError unless an entry is a mapping."""
    if not isinstance(entry, dict):
        message = f"“{key}”下面应是“名称: 值”的写法，现在是“{entry}”，请对照 CONTRIBUTING 的示例改正。"
        raise RulebookError(message, file=str(path), line=line_of(path, key) or 1)


def yaml_files(folder: Path) -> Iterator[Path]:
    """Give the YAML files directly in a folder, in name order; none when it does not exist."""
    return iter(sorted(folder.glob("*.yaml"))) if folder.is_dir() else iter(())


def line_of(path: Path, key: str) -> int | None:
    """Find the line on which a key or id stands, for messages."""
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if text.lstrip(" -{").startswith((f"{key}:", f"id: {key},", f"id: {key}}}", f"id: {key}")):
            return number
    return None


def line_with(path: Path, text: str, *, after: str = "", last: bool = False) -> int | None:
    """Find the first (or last) line that holds ``text`` at or below the line where the key ``after`` stands."""
    start = (line_of(path, after) or line_of(path, f"'{after}'") or 1) if after else 1
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [number for number, line in enumerate(lines, start=1) if number >= start and text in line]
    return found[-1 if last else 0] if found else None
