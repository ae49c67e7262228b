"""From cell text to document values; text that cannot be typed is kept as written."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from wenxiao.core.forms.model import Field

Scalar = str | int | bool | None  # what a field holds; numbers stay as written
DASHES = {"-", "--", "—", "——", "/", "－", "…", "……", "无"}
NUMERIC = {"money", "points", "number", "integer", "rate"}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEAR = re.compile(r"(\d{4})\s*(年度?)?")
YES = frozenset({"是", "√", "✓", "☑", "有", "已", "true", "1", "y", "yes"})
NO = frozenset({"否", "×", "✗", "☐", "无", "没有", "未", "false", "0", "n", "no"})


def typed(text: str | None, field: Field) -> Scalar:
    """Give the document value of a cell's text: ``None`` when nothing is written.

    Years become ``int``, flags ``bool``, dates ``2021-12-31``, a dash where a number belongs
    ``None``; all else stays as written, so nothing is lost when it cannot be typed.
    """
    if text is None or not text.strip():
        return None
    text = text.strip()
    if field.type in NUMERIC and text in DASHES:
        return None
    if field.type == "year":
        found = _YEAR.fullmatch(unicodedata.normalize("NFKC", text))
        return int(found.group(1)) if found else text
    if field.type == "flag":
        word = text.lower()
        return True if word in YES else False if word in NO else text
    if field.type == "date":
        return as_date(text) or text
    return text


def as_date(text: str) -> str | None:
    """Give ``2021-12-31`` for the ways a full date is written, ``None`` for anything else."""
    found = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        return None


def as_number(text: str) -> float | None:
    """Read a plain number, with percent sign or thousands separators; ``None`` for words."""
    raw = unicodedata.normalize("NFKC", text).replace(" ", "").removesuffix("%").removesuffix("分")
    if re.fullmatch(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?", raw):
        raw = raw.replace(",", "")
    return float(raw) if re.fullmatch(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", raw) else None
