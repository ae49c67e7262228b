"""The document while it is being read: values, their cells, and what was noticed on the way."""

from __future__ import annotations

from dataclasses import dataclass, field

from wenxiao.core.documents import Json, Problem, set_path
from wenxiao.core.forms.model import Field
from wenxiao.core.forms.values import Scalar, typed
from wenxiao.exchange.xlsx.grid import address
from wenxiao.exchange.xlsx.known import KnownForm
from wenxiao.exchange.xlsx.split import Part


@dataclass
class Draft:
    """What the section readers fill in; ``used`` are rows that belong to a matrix, table or block."""

    part: Part
    known: KnownForm
    content: Json = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    found: set[str] = field(default_factory=set)  # scalar fields whose label is there

    def put(self, definition: Field, path: str, row: int, column: int, text: str | None = None) -> Scalar:
        """Put a scalar value (the cell's text unless given) at its path; give the typed value."""
        text = self.shown(definition, row, column) if text is None else text
        value = typed(text, definition)
        set_path(self.content, path, value)
        self.mark(path, row, column)
        self.found.add(definition.id)
        return value

    def shown(self, definition: Field, row: int, column: int) -> str:
        """Give a cell's text; where a percentage may stand, as the sheet shows it."""
        grid = self.part.grid
        return grid.shown(row, column) if definition.type in {"target", "rate"} else grid.text(row, column)

    def mark(self, path: str, row: int, column: int) -> None:
        """Note the cell of a path; the first cell noted stays."""
        self.cells.setdefault(path, address(row, column))

    def notice(
        self, rule: str, at: str, message: str, value: str | None = None, severity: str = "notice"
    ) -> None:
        """Note something people should know about what was read."""
        self.problems.append(Problem(rule, severity, at, message, value))
