"""Folders: what may stand where, before anything is loaded; an overlay never takes a rule away."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from wenxiao.core.checks.fault import Fault
from wenxiao.core.yaml_files import yaml_files

PLAIN = {"place.yaml", "sources.yaml", "links.yaml", "roles.yaml", "library.yaml"}
YAML_FOLDERS = {"parameters", "forms", "frameworks", "indicators", "registers", "workflows"}
CODE_FOLDERS = {"rules", "reports"}
_ELSEWHERE = {".md", ".pyc"}


def rule_ids(folder: Path) -> dict[str, Path]:
    """Give the ids of the rule files of a layer without loading them."""
    rules = folder / "rules"
    return {
        ".".join(path.relative_to(rules).with_suffix("").parts): path
        for path in sorted(rules.rglob("*.py"))
        if path.name != "__init__.py"
    }


def folder_faults(folder: Path, lower: Sequence[Path]) -> Iterator[Fault]:
    """Find files that have no effect where they are, names written twice, and rules an overlay takes away."""
    national = {rule: path for below in lower for rule, path in rule_ids(below).items()}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in _ELSEWHERE and "__pycache__" not in path.parts:
            yield from _taken_away(path, folder, national)
            yield from _out_of_place(path, folder)
    for path in [*yaml_files(folder), *(f for name in YAML_FOLDERS for f in yaml_files(folder / name))]:
        yield from _written_twice(path)


def _taken_away(path: Path, folder: Path, national: dict[str, Path]) -> Iterator[Fault]:
    """Find a rule of the same id, or a list of rules to be switched off."""
    parts = path.relative_to(folder).parts
    if path.suffix == ".py" and parts[0] == "rules":
        rule = ".".join((*parts[1:-1], path.stem))
        if rule in national:
            yield _refusal(path, 1, rule)
    elif path.suffix == ".yaml" and (parts[0] in {"rules", "rules.yaml"} or parts == ("place.yaml",)):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            for rule in re.findall(r"[a-z_]+\.[a-z_0-9]+", line):
                if rule in national:
                    yield _refusal(path, number, rule)


def _refusal(path: Path, line: int, rule: str) -> Fault:
    return Fault(
        str(path), line,
        f"地方规则库不能删去、停用或顶替上级规则 {rule}。请删去这里的写法：个别情形用豁免，"
        f"要更严的另起一个名称，门槛不同的改它用的参数。",
    )  # fmt: skip


def _out_of_place(path: Path, folder: Path) -> Iterator[Fault]:
    parts = path.relative_to(folder).parts
    known = (
        (len(parts) == 1 and parts[0] in PLAIN)
        or (len(parts) == 2 and parts[0] in YAML_FOLDERS and path.suffix == ".yaml")
        or (parts[0] == "rules" and path.suffix == ".py")
        or (parts[0] == "reports" and path.suffix in {".py", ".yaml", ".docx"})
    )
    if not known:
        listed = "、".join(sorted(PLAIN | {f"{name}/" for name in YAML_FOLDERS | CODE_FOLDERS}))
        yield Fault(
            str(path), None,
            f"规则库不读这个文件，写在这里不起作用。规则库只读 {listed}，请改正文件名或位置，或移走。",
        )  # fmt: skip


def _written_twice(path: Path) -> Iterator[Fault]:
    """Find a name that stands twice in one mapping: YAML would silently keep only the last."""
    try:
        root = yaml.compose(
            path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except (yaml.YAMLError, UnicodeDecodeError):
        return  # the reader says so itself
    waiting = [] if root is None else [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        if isinstance(node, yaml.MappingNode):
            first: dict[str, int] = {}
            for key, value in node.value:
                line = key.start_mark.line + 1
                if key.value in first:
                    yield Fault(
                        str(path), line,
                        f"“{key.value}”写了两次，第 {first[key.value]} 行已有，前一个会被忽略。请删去一个或改名。",
                    )  # fmt: skip
                first.setdefault(key.value, line)
                waiting.append(value)
