"""Near-duplicate texts among very many: MinHash over five-character shingles, never all pairs.

A text's shingles are hashed with CRC-32 (the same on every machine and in every run) and
thinned to one smallest hash in each of 64 bins. Texts that agree in any of 16 bands of four
bins are candidates; a candidate is compared in full with the first text of its bucket and
with its neighbour, so a bucket of n costs n comparisons. Found pairs are joined into groups.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import eq
from struct import Struct
from zlib import crc32

SHINGLE = 5
BINS, BAND = 64, 4
MARGIN = 0.25  # four standard errors of what 64 bins estimate: only then is a candidate compared in full
SHIFT = 26  # 32-bit hashes, 64 bins: the first six bits name the bin
EMPTY = 0xFFFFFFFF
_PACK = Struct(f"={BINS}I")
_NOISE = re.compile(r"(?:19|20)\d\d年?度?|[\W_]+")


@dataclass(frozen=True, slots=True)
class Alike:
    """What is near a text: the most similar one found, how similar, and how many others its group holds."""

    like: int
    similarity: float
    others: int


def near_duplicates(
    texts: Sequence[str | None], *, least: float, shortest: int = 15, width: int = SHINGLE
) -> dict[int, Alike]:
    """Give, by position, the texts whose shingles agree with another's in at least ``least`` (Jaccard).

    Years, punctuation and spaces are left out; texts with fewer than ``shortest`` characters
    then are not compared. ``width`` is how many characters a shingle has: names are too short for five.
    """
    places: dict[str, list[int]] = defaultdict(list)
    for position, text in enumerate(texts):
        plain = _NOISE.sub("", text or "")
        if len(plain) >= shortest:
            places[plain].append(position)
    distinct = list(places)
    groups = _Groups(len(distinct))
    nearest: dict[int, tuple[float, int]] = {}
    for one, other in _candidates(distinct, least, width):
        if groups.root(one) == groups.root(other) and one in nearest and other in nearest:
            continue
        share = jaccard(distinct[one], distinct[other], width)
        if share >= least:
            groups.join(one, other)
            for mine, theirs in ((one, other), (other, one)):
                nearest[mine] = max(nearest.get(mine, (0.0, theirs)), (share, theirs), key=lambda n: n[0])
    return dict(_told(distinct, places, groups, nearest))


def jaccard(one: str, other: str, width: int = SHINGLE) -> float:
    """Give the share of shingles that two plain texts have in common."""
    mine, theirs = _shingles(one, width), _shingles(other, width)
    return len(mine & theirs) / len(mine | theirs)


@lru_cache(maxsize=20_000)
def _shingles(text: str, characters: int) -> frozenset[int]:
    data, width = text.encode("utf-16-le"), 2 * characters
    return frozenset(crc32(data[i : i + width]) for i in range(0, max(1, len(data) - width + 1), 2))


def _signature(text: str, characters: int) -> bytes:
    """Give the smallest hash in each bin; an empty bin borrows from the next full one."""
    ordered = sorted(_shingles.__wrapped__(text, characters), reverse=True)
    smallest = dict(zip([value >> SHIFT for value in ordered], ordered, strict=True))  # the last one wins
    signature = [smallest.get(place, EMPTY) for place in range(BINS)]
    if len(smallest) < BINS:
        for place in range(BINS - 1, -BINS - 1, -1):
            if signature[place] == EMPTY:
                signature[place] = signature[(place + 1) % BINS] ^ 0x5BD1E995
    return _PACK.pack(*signature)


def _candidates(texts: Sequence[str], least: float, characters: int) -> Iterator[tuple[int, int]]:
    buckets: list[dict[bytes, int]] = [{} for _ in range(BINS // BAND)]
    lasts: list[dict[bytes, int]] = [{} for _ in range(BINS // BAND)]
    width = BAND * 4
    signatures: list[bytes] = []
    for number, text in enumerate(texts):
        signature = _signature(text, characters)
        signatures.append(signature)
        near: set[int] = set()
        for band, (bucket, last) in enumerate(zip(buckets, lasts, strict=True)):
            key = signature[band * width : band * width + width]
            first = bucket.setdefault(key, number)
            if first != number:
                near.update((first, last.get(key, first)))
                last[key] = number
        for other in sorted(near):
            if _agreement(signatures[other], signature) >= least - MARGIN:
                yield other, number


def _agreement(one: bytes, other: bytes) -> float:
    """Give the share of bins in which two signatures agree: an estimate of the Jaccard share."""
    same: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return same / BINS


class _Groups:
    """Disjoint groups of positions."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, member: int) -> int:
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.root(one), self.root(other)))
        self._parent[high] = low


def _told(
    distinct: Sequence[str],
    places: dict[str, list[int]],
    groups: _Groups,
    nearest: dict[int, tuple[float, int]],
) -> Iterator[tuple[int, Alike]]:
    sizes: dict[int, int] = defaultdict(int)
    for number, text in enumerate(distinct):
        sizes[groups.root(number)] += len(places[text])
    for number, text in enumerate(distinct):
        others = sizes[groups.root(number)] - 1
        for position in places[text] if others else ():
            twin = next((p for p in places[text] if p != position), None)
            if twin is not None:
                yield position, Alike(twin, 1.0, others)
            else:
                share, like = nearest[number]
                yield position, Alike(places[distinct[like]][0], share, others)
