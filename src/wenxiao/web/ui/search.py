"""What an application contributes to the search box: a finder in its ``finders.py``, listed in ``FINDERS``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest

from wenxiao.web.ui.lists import Listing

FIRST = 8  # hits shown of each kind before the full list is opened


@dataclass(frozen=True)
class Hit:
    """One thing found: its name, what tells it apart from others of the same name, where it is."""

    words: str
    note: str = ""
    address: str = ""


@dataclass(frozen=True)
class Found:
    """What one finder found: the first hits, how many there are in all, where the full list is.

    Without ``more`` the search page itself shows the full list, so ``hits`` must hold all.
    """

    hits: Sequence[Hit]
    count: int
    more: str = ""


@dataclass(frozen=True)
class Finder:
    """One kind of thing that can be found. ``find`` respects the row scope and takes a fixed number of queries."""

    id: str
    label: str
    find: Callable[[HttpRequest, list[str]], Found]
    rank: int = 50  # the smaller stand first on the page


def found_in(
    listing: Listing, control: str, words: list[str], address: str, hit: Callable[[Any], Hit]
) -> Found:
    """Find in the rows of a list, by one control of its filter bar; the full list is that list so filtered."""
    value = " ".join(words)
    rows = listing.narrowed({control: value})
    return Found([hit(row) for row in rows[:FIRST]], rows.count(), f"{address}?{urlencode({control: value})}")


def matching(words: list[str], *texts: object) -> bool:
    """Tell whether every word occurs in one of the texts, small and large letters alike."""
    told = " ".join(str(text) for text in texts if text).lower()
    return all(word.lower() in told for word in words)
