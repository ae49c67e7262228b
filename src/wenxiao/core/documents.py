"""Documents: one filing of one form about one subject in one fiscal year.

The content is plain JSON that follows the form. A ``Filing`` adds where it came
from: file, sheet and the cell of every value, so that a finding can point there.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a filing was read from; ``cells`` maps paths such as ``indicators[2].target`` to ``D12``."""

    file: str = ""
    sheet: str = ""
    cells: dict[str, str] = field(default_factory=dict)

    def cell(self, at: str) -> str | None:
        """Give ``Sheet!D12`` for a path, falling back to the row it stands in, or ``None``."""
        where = self.cells.get(at) or self.cells.get(at.rsplit(".", 1)[0])
        if where is None:
            return None
        return f"{self.sheet}!{where}" if self.sheet else where


@dataclass(frozen=True, slots=True)
class Problem:
    """A shape problem met while reading: not a rule of performance, but of the form."""

    rule: str
    severity: str
    at: str
    message: str
    value: str | None = None
    expected: str | None = None
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Filing:
    """A document with its origin and the problems found while reading it."""

    content: Json
    origin: Origin = field(default_factory=Origin)
    problems: tuple[Problem, ...] = ()

    @property
    def form(self) -> str:
        """The form's id."""
        return str(self.content["form"])

    @property
    def id(self) -> str:
        """The document's id: ``form/jurisdiction/year/subject``; an explicit ``id`` wins."""
        return document_id(self.content)


def document_id(content: Json) -> str:
    """Give the id of a document: its own ``id``, else form, place, year and subject code (or name)."""
    if content.get("id"):
        return str(content["id"])
    subject = content.get("subject") or {}
    who = subject.get("code") or "-".join(
        str(part) for part in (content.get("unit") or content.get("department"), subject.get("name")) if part
    )
    parts = (
        content.get("form"),
        content.get("jurisdiction"),
        content.get("fiscal_year"),
        who or digest(content)[:12],
    )
    return SEPARATOR.join("-" if p is None else str(p) for p in parts)


def canonical(content: Json) -> str:
    """Write JSON in one fixed way: sorted keys, no spaces, no escapes."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: Json) -> str:
    """Give the SHA-256 of a document's canonical JSON."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def get_path(content: Json, path: str) -> Any:
    """Give the value at a dotted path (``subject.name``), ``None`` when a part is missing."""
    node: Any = content
    for part in path.split("."):
        if not isinstance(node, dict):
            return None
        node = node.get(part)
    return node


def set_path(content: Json, path: str, value: Any) -> None:
    """Put a value at a dotted path, making the objects between."""
    *parents, last = path.split(".")
    node = content
    for part in parents:
        node = node.setdefault(part, {})
    node[last] = value
