"""Tags that every template has: amounts, states by word and shape, addresses that keep the filter."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import template
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()
SHAPES = {"good": "●", "watch": "▲", "alarm": "■", "over": "◆", "none": "○"}


@register.filter
def wan(fen: int | None) -> SafeString | str:
    """Write 分 as 万元 with two decimals, 元 on hover; a dash where there is no amount."""
    if fen is None:
        return "—"
    return format_html('<span title="{} 元">{}</span>', f"{fen / 100:,.2f}", f"{fen / 1_000_000:,.2f}")


@register.filter
def moment(value: datetime | None) -> str:
    """Write a moment for people: today's as 10:32, other days as 2021年7月31日 10:32."""
    if value is None:
        return "—"
    local = timezone.localtime(value)
    if local.date() == timezone.localdate():
        return f"今天 {local:%H:%M}"
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"


@register.filter
def day(value: Any) -> str:
    """Write a date as 2021年7月31日."""
    return "—" if value is None else f"{value.year}年{value.month}月{value.day}日"


@register.simple_tag
def light(kind: str, label: str) -> SafeString:
    """Show a state by word, shape and colour, never by colour alone."""
    return format_html(
        '<span class="light light-{}"><i aria-hidden="true">{}</i>{}</span>', kind, SHAPES[kind], label
    )


@register.simple_tag
def query(current: QueryDict, **changes: object) -> str:
    """Give the query string with some keys changed; an empty value takes its key out."""
    changed = current.copy()
    for key, value in changes.items():
        changed.pop(key, None)
        if value not in (None, ""):
            changed[key] = str(value)
    return f"?{changed.urlencode()}"


@register.filter
def item(mapping: Any, key: object) -> Any:
    """Give an entry of a mapping by a key that is itself a variable."""
    return mapping.get(key)


@register.filter
def at(sequence: Any, place: int) -> Any:
    """Give an entry of a list by its place."""
    return sequence[place]


@register.filter
def spelled(value: Any) -> SafeString | str:
    """Write a value of the rulebook: a list line by line, a mapping as key and value."""
    if isinstance(value, dict):
        return "，".join(f"{key} {spelled(told)}" for key, told in value.items())
    if isinstance(value, list | tuple):
        if all(not isinstance(told, dict | list | tuple) for told in value):
            return "、".join(str(told) for told in value)
        return format_html_join("", "<div>{}</div>", ((spelled(told),) for told in value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
