"""Finding rule files: the path below ``rules/`` is the rule's id; nothing registers them."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from wenxiao.core.errors import RulebookError
from wenxiao.core.rules.model import Body, Declared, Rule


def load_rules(folder: Path) -> dict[str, Rule]:
    """Read every rule file below a folder; ``goal/x.py`` becomes ``goal.x``."""
    rules: dict[str, Rule] = {}
    for path in sorted(folder.rglob("*.py")) if folder.is_dir() else []:
        if path.name == "__init__.py":
            continue
        rule = _load(path, ".".join(path.relative_to(folder).with_suffix("").parts))
        rules[rule.id] = rule
    return rules


def load_module(path: Path, name: str) -> ModuleType:
    """Run a Python file of a rulebook as a module of its own; RulebookError when it fails."""
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise RulebookError("无法载入。", file=str(path))
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as fault:
        raise RulebookError(
            f"载入失败（{type(fault).__name__}：{fault}），请改正后重试。", file=str(path)
        ) from fault
    return module


def _load(path: Path, rule_id: str) -> Rule:
    module = load_module(path, f"wenxiao_rules.{path.parent.parent.parent.name}.{rule_id}")
    bodies: list[Body] = [
        v for v in vars(module).values() if isinstance(getattr(v, "declared", None), Declared)
    ]
    if len(bodies) != 1:
        raise RulebookError(f"一个文件只放一条规则，这里有 {len(bodies)} 条。", file=str(path))
    told: Any = bodies[0]
    declared: Declared = told.declared
    return Rule(
        id=rule_id,
        title=declared.title,
        table=declared.table,
        severity=declared.severity,
        basis=declared.basis,
        hint=declared.hint,
        body=bodies[0],
        summary=(module.__doc__ or "").strip(),
        cases=tuple(getattr(module, "CASES", ())),
        file=str(path),
    )
