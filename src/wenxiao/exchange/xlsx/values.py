"""Between document values and Excel cells, without noise and without formulas."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal, InvalidOperation

from wenxiao.core.forms.model import Field

NUMBER_TYPES = {"money", "points", "number", "integer", "year"}
FORMULA_SIGNS = ("=", "+", "-", "@")
_EXACT_DIGITS = 15  # what Excel keeps of a number
_MAX_TEXT = 32_767  # what Excel keeps of a text
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")  # not allowed in XML
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell_value(text: str, field: Field | None) -> str | int | float:
    """Give what to write: a number where the field is one and it reads back the same, else text."""
    if field is not None and field.type in NUMBER_TYPES:
        number = _number(text)
        if number is not None:
            return number
    # Excel reads _x0041_ in a text as a character code; escaping its first mark keeps it as written.
    return _ESCAPE.sub("_x005F_", _CONTROL.sub("", text))[:_MAX_TEXT]


def _number(text: str) -> int | float | None:
    if (
        not re.fullmatch(r"-?(0|[1-9]\d*)(\.\d*[1-9])?", text)
        or len(text.strip("-").replace(".", "")) > _EXACT_DIGITS
    ):
        return None
    value = float(text)
    return (int(value) if value.is_integer() else value) if cell_text(value) == text else None


def cell_text(value: object) -> str:
    """Give the text of a cell as people see it: no float noise, integers without ``.0``, ISO dates."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    return "" if value is None else str(value)


def plain_number(value: float) -> str:
    """Write a number as typed: 15 significant digits, as Excel shows them, without exponent."""
    try:
        number = Decimal(f"{value:.15g}")
    except InvalidOperation:
        return str(value)
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def percent_text(value: float) -> str:
    """Write a fraction that its cell shows as a percentage: 0.98 becomes ``98%``."""
    return f"{plain_number(float(Decimal(f'{value:.15g}') * 100))}%"
