"""Labels as people write them: width, spaces, colons, brackets, numbering and line breaks do not matter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")
MAX_LABEL = 40  # longer texts are content, never labels
_NUMBERING = re.compile(r"^[(]?[一二三四五六七八九十\d]{1,3}[)、.]")
_MARKS = "*★☆▲△:;,。 "
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】")


@lru_cache(maxsize=65_536)
def plain(text: str) -> str:
    """Give a label in its plainest writing, brackets kept."""
    done = "".join(unicodedata.normalize("NFKC", text).split()).strip(_MARKS).lower()
    return _NUMBERING.sub("", done) or done


@lru_cache(maxsize=65_536)
def bare(text: str) -> str:
    """Give a label without what stands in brackets: 全年预算数（A） becomes 全年预算数."""
    done = plain(text)
    return _BRACKETS.sub("", done).strip(_MARKS) or done


def index(entries: Iterable[tuple[Iterable[str], T]]) -> dict[str, T]:
    """Index things by their labels; a first label wins over another's alias, a full one over a bare one."""
    listed = [(list(labels), thing) for labels, thing in entries]
    found: dict[str, T] = {}
    for labels, thing in listed:
        found.setdefault(plain(labels[0]), thing)
    for write in (plain, bare):
        for labels, thing in listed:
            for label in labels:
                found.setdefault(write(label), thing)
    return found


def look_up(known: Mapping[str, T], text: str) -> T | None:
    """Find what a cell's text names: as written, else without its brackets."""
    if not text or len(text) > MAX_LABEL:
        return None
    hit = known.get(plain(text))
    return known.get(bare(text)) if hit is None else hit
