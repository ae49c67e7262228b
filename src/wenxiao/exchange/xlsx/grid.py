"""A sheet as a grid of texts with merged spans and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from wenxiao.exchange.xlsx.cells import column_letters
from wenxiao.exchange.xlsx.values import cell_text, percent_text

Place = tuple[int, int]
LARGEST_FRACTION = 1.5  # up to 150 %: beyond it a bare number is hardly a percentage


@dataclass(frozen=True, slots=True)
class Span:
    """A cell with what is merged into it; rows and columns count from 0, ends are included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """The texts of one sheet; ``percents`` tells (when asked) which cells show a percentage."""

    sheet: str
    values: list[list[Any]]
    spans: dict[Place, Span] = field(default_factory=dict)  # every cell of a merged area
    percents: Callable[[], set[Place]] = set
    _texts: list[list[str]] = field(default_factory=list)
    _filled: list[list[tuple[int, str]]] = field(default_factory=list)
    _percents: set[Place] | None = None

    def __post_init__(self) -> None:
        """Write every value as text once."""
        self._texts = [[cell_text(v) if v != "" else "" for v in row] for row in self.values]
        self._filled = [[(c, text) for c, text in enumerate(row) if text] for row in self._texts]

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self._texts)

    def text(self, row: int, column: int) -> str:
        """Give a cell's own text; nothing for a cell covered by a merged one or outside."""
        if row < self.height and column < len(self._texts[row]):
            return self._texts[row][column]
        return ""

    def shown(self, row: int, column: int) -> str:
        """Give the text as the sheet shows it: a percent format is looked up where it may matter."""
        text = self.text(row, column)
        if not text:
            return text
        value = self.values[row][column]
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            return text
        if self._percents is None and abs(value) <= LARGEST_FRACTION:
            self._percents = self.percents()
        return percent_text(value) if (row, column) in (self._percents or ()) else text

    def span(self, row: int, column: int) -> Span:
        """Give the merged area of a cell, or the cell itself."""
        return self.spans.get((row, column)) or Span(row, column, row, column)

    def covering(self, row: int, column: int) -> str:
        """Give the text of the merged cell that covers this one, or its own."""
        span = self.span(row, column)
        return self.text(span.top, span.left)

    def filled(self, row: int) -> Iterator[tuple[int, str]]:
        """Give the columns of a row that hold text, from the left."""
        return iter(self._filled[row])

    def next_right(self, row: int, column: int) -> int:
        """Give the first column to the right of a cell and all that is merged with it."""
        return self.span(row, column).right + 1


def address(row: int, column: int) -> str:
    """Give ``D12`` for row 11, column 3."""
    return f"{column_letters(column + 1)}{row + 1}"
