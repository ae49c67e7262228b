"""Printing: plain lines for people, JSON for programs, progress on the error stream."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width


def say(text: str = "") -> None:
    """Print a line."""
    print(text)  # noqa: T201 - the terminal is the page


def say_json(data: Any) -> None:
    """Print JSON with Chinese as it is."""
    say(json.dumps(data, ensure_ascii=False, indent=2, default=str))


class Progress:
    """A line that counts up on the error stream; quiet when that is not a terminal."""

    def __init__(self, label: str) -> None:
        """Start under a label."""
        self.label = label
        self._live = sys.stderr.isatty()
        self._last = -1

    def __call__(self, done: int, total: int, detail: str = "") -> None:
        """Show ``done`` of ``total``; a file is not rewritten more than once a percent."""
        percent = 100 * done // max(total, 1)
        if percent == self._last:
            return
        self._last = percent
        bar = "█" * (percent // 5) + "░" * (20 - percent // 5)
        if self._live:
            end = "\n" if done >= total else ""
            print(  # noqa: T201
                f"\r{self.label} {bar} {done}/{total} {detail[:30]:<30}", end=end, file=sys.stderr, flush=True
            )
        elif percent % 25 == 0:
            print(f"{self.label} {done}/{total}", file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def reading_progress(label: str) -> Iterator[Any]:
    """Give a callback for the reader that shows files read, silent for a single file."""
    progress = Progress(label)

    def tell(path: Path, number: int, total: int) -> None:
        if total > 3:
            progress(number, total, path.name)

    yield tell


def width_of(text: str) -> int:
    """Give how many terminal columns a text takes: a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)


def say_table(heads: Sequence[str], rows: Iterable[Sequence[object]], *, widest: int = 44) -> None:
    """Print a table under Chinese heads; a cell wider than ``widest`` columns is cut with …, None is left out."""
    cells = [[_cut("" if cell is None else str(cell), widest) for cell in row] for row in rows]
    lines = [list(heads), *cells]
    widths = [max(width_of(line[i]) for line in lines) for i in range(len(heads))]
    for number, line in enumerate(lines):
        padded = (text + " " * (size - width_of(text)) for text, size in zip(line, widths, strict=True))
        say("  ".join(padded).rstrip())
        if number == 0:
            say("  ".join("─" * size for size in widths))


def _cut(text: str, widest: int) -> str:
    if width_of(text) <= widest:
        return text
    kept = ""
    for char in text:
        if width_of(kept + char) > widest - 2:
            break
        kept += char
    return f"{kept}…"
