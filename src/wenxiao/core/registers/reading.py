"""Reading registers: the packaged ones, and the columns that a place adds."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wenxiao.core.catalog import Catalog
from wenxiao.core.errors import NotFoundError, RulebookError
from wenxiao.core.registers.model import Register
from wenxiao.core.yaml_files import load_yaml, yaml_files


def registers_of(catalog: Catalog, jurisdiction: str) -> dict[str, Register]:
    """Give the registers of a place. A file of the same name in an overlay adds or replaces columns."""
    place = catalog.place(jurisdiction)
    return place.keep("registers", lambda: _read(catalog, place.chain))


def _read(catalog: Catalog, chain: Iterable[str]) -> dict[str, Register]:
    told: dict[str, dict[str, Any]] = {}
    files: dict[str, Path] = {}
    for code in chain:
        for path in yaml_files(catalog.layers[code].folder / "registers"):
            told[path.stem] = _overlaid(told.get(path.stem, {}), load_yaml(path))
            files[path.stem] = path
    return {name: _register(name, entry, files[name]) for name, entry in told.items()}


def find_register(registers: dict[str, Register], name: str) -> Register:
    """Give a register by id or Chinese title. NotFoundError lists what exists."""
    for register in registers.values():
        if name in {register.id, register.title}:
            return register
    known = "、".join(f"{r.id}（{r.title}）" for r in registers.values())
    raise NotFoundError(f"没有名为“{name}”的登记；现有：{known}。")


def _overlaid(lower: dict[str, Any], upper: dict[str, Any]) -> dict[str, Any]:
    columns = {c["id"]: c for c in lower.get("columns", ())}
    for column in upper.get("columns", ()):
        columns[column["id"]] = {**columns.get(column["id"], {}), **column}
    return {**lower, **upper, "columns": list(columns.values())}


def _register(name: str, told: dict[str, Any], path: Path) -> Register:
    try:
        return Register(id=name, file=str(path), **told)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RulebookError(f"“{where}”写法有误：{first['msg']}。请改正。", file=str(path)) from fault
