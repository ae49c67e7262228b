"""Sheet names: from the subject, legal in Excel, unique in the workbook."""

from __future__ import annotations

import re
from collections.abc import Collection

_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f\ufffe\uffff]")
MAX_LENGTH = 31
_RESERVED = {"history"}


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2  # Excel counts UTF-16 units


def _cut(text: str, length: int) -> str:
    while _units(text) > length:
        text = text[:-1]
    return text


def sheet_name(wanted: str | None, taken: Collection[str], fallback: str = "表") -> str:
    """Give a legal sheet name near ``wanted`` that is not in ``taken`` (lower-case names)."""
    base = _cut(_FORBIDDEN.sub(" ", wanted or "").strip().strip("'").strip(), MAX_LENGTH).strip() or fallback
    name, count = base, 1
    while name.lower() in taken or name.lower() in _RESERVED:
        count += 1
        tail = f"（{count}）"
        name = _cut(base, MAX_LENGTH - _units(tail)) + tail
    return name
