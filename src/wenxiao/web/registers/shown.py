"""How a register's value is written for people."""

from __future__ import annotations

from typing import Any

from wenxiao.core.money import in_unit
from wenxiao.core.registers.model import Column


def shown(column: Column, value: Any) -> str | None:
    """Write a value: amounts in 元 with separators, flags as 是 or 否, ``None`` as it is."""
    if value is None:
        return None
    if column.type == "money":
        return f"{in_unit(value, '元', 2):,} 元"
    if column.type == "flag":
        return "是" if value else "否"
    return str(value)
