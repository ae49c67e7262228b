"""Rendering a rule's sentence for the rows that were flagged, and only for those."""

from __future__ import annotations

import string
from collections.abc import Mapping
from typing import Any

from wenxiao.core.money import show_money
from wenxiao.core.points import show_points


class _Formatter(string.Formatter):
    """``str.format`` with Chinese units: ``{x_fen:万元}``, ``{x_cp:分}``; missing values read ``未填``."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return "未填"
        if format_spec in {"万元", "元", "亿元"}:
            return show_money(int(value), format_spec)
        if format_spec == "分":
            return f"{show_points(round(value))} 分"
        return str(super().format_field(value, format_spec))


_FORMATTER = _Formatter()


def render(template: str, values: Mapping[str, Any]) -> str:
    """Fill a sentence with a row's values. Raises KeyError for a name the row does not have."""
    return _FORMATTER.vformat(template, (), values)


def names_in(template: str | None) -> set[str]:
    """Give the names a sentence uses."""
    return {name for _, name, _, _ in _FORMATTER.parse(template or "") if name}
