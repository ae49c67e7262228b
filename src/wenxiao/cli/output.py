"""Printing: plain lines for people, JSON for programs, progress on the error stream."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


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
