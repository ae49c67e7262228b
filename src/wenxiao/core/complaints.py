"""What is wrong with an entry of the rulebook, said in Chinese: where, the fact, what is required."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wenxiao.core.errors import RulebookError
from wenxiao.core.yaml_files import line_of, line_with

_REQUIRED: dict[str, str] = {
    "missing": "没有写，必须写",
    "extra_forbidden": "不是这里认识的项目，请删去或改正名称",
    "string_type": "应是文字",
    "int_parsing": "应是整数",
    "float_parsing": "应是数",
    "bool_parsing": "应是 true 或 false",
    "date_from_datetime_parsing": "应是日期，写成 2021-12-31 的样子",
    "date_parsing": "应是日期，写成 2021-12-31 的样子",
    "date_type": "应是日期，写成 2021-12-31 的样子",
    "tuple_type": "应是一列，写成 [甲, 乙] 的样子",
    "model_type": "应是“名称: 值”的写法",
    "dict_type": "应是“名称: 值”的写法",
}


def complaint(fault: ValidationError, path: Path, key: str = "", line: int | None = None) -> RulebookError:
    """Give the first fault of an entry as one sentence with file and line.

    ``key`` is the entry within the file; ``line`` overrides where it is said to stand.
    """
    first = fault.errors()[0]
    names = [str(part) for part in first["loc"] if isinstance(part, str)]
    where = ".".join(str(part) for part in (key, *first["loc"]) if part != "")
    told = f"“{where}”{_sentence(first)}" if where else _sentence(first)
    return RulebookError(f"{told}。", file=str(path), line=line or _line(path, key, names, first))


def _sentence(first: Mapping[str, Any]) -> str:
    kind = str(first["type"])
    if kind == "literal_error":
        allowed = str(first["ctx"]["expected"]).replace(" or ", "、").replace("'", "").replace(", ", "、")
        return f"写的是“{first['input']}”，只能是 {allowed} 之一，请改正"
    if kind == "value_error":
        return f"：{first['ctx']['error']}，请改正"
    shown = "" if kind == "missing" else f"写的是“{str(first['input'])[:40]}”，"
    return f"{shown}{_REQUIRED.get(kind, '写法不对')}，请对照 CONTRIBUTING 的示例改正"


def _line(path: Path, key: str, names: list[str], first: Mapping[str, Any]) -> int | None:
    """Find the narrowest place: the last name within the entry, else what was written, else the entry."""
    for name in reversed(names):
        if (found := line_with(path, f"{name}:", after=key)) is not None:
            return found
    return line_of(path, key or (names[0] if names else ""))
