"""Documents as JSON: one or a list in a .json, one a line in a .jsonl."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from wenxiao.core.documents import Filing, Json, Origin
from wenxiao.core.errors import InputError
from wenxiao.core.forms.model import Form
from wenxiao.core.forms.shape import check_shape
from wenxiao.core.forms.structure import complete
from wenxiao.exchange import limits
from wenxiao.exchange.forms import Forms, by_id


def read_json(path: Path, forms: Forms) -> list[Filing]:
    """Give the documents of a .json or .jsonl file, each checked against its form.

    Raises InputError with line and column when it is not JSON, when a document has no
    known form, or when the file is not UTF-8.
    """
    path, known = Path(path), by_id(forms)
    text = _text(path)
    if path.suffix.lower() == ".jsonl":
        lines = [(n, line) for n, line in enumerate(text.split("\n"), 1) if line.strip()]
        documents = [(f"第 {n} 行", _parse(path, line, n)) for n, line in lines]
    else:
        whole = _parse(path, text, None)
        listed = whole if isinstance(whole, list) else [whole]
        documents = [
            (f"第 {n} 份" if isinstance(whole, list) else "", item) for n, item in enumerate(listed, 1)
        ]
    if not documents:
        raise InputError(f"{path.name}：里面没有任何文件，请确认导出是否完整。")
    return [_filing(path, where, item, known) for where, item in documents]


def write_json(documents: Iterable[Json], path: Path) -> None:
    """Write documents: one a line when ``path`` ends in .jsonl, else a list (one alone as itself)."""
    listed = list(documents)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".jsonl":
        text = "".join(json.dumps(d, ensure_ascii=False) + "\n" for d in listed)
    else:
        text = json.dumps(listed[0] if len(listed) == 1 else listed, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8")


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > limits.MAX_JSON_BYTES:
            raise InputError(f"{path.name}：文件超过 {limits.MAX_JSON_BYTES >> 20} MB 的上限，请拆分后再试。")
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError(f"{path}：文件不存在，请检查路径。") from error
    if not data.strip():
        raise InputError(f"{path.name}：文件是空的，请重新导出。")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        try:
            data.decode("gb18030")
        except UnicodeDecodeError:
            raise InputError(f"{path.name}：不是文本文件，读不出 JSON，请确认文件是否选对。") from error
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{path.name}：第 {line} 行起不是 UTF-8 编码，看起来是 GBK，请另存为 UTF-8 编码后再试。"
        ) from error


def _parse(path: Path, text: str, line: int | None) -> object:
    try:
        return json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        where = f"第 {line or error.lineno} 行第 {error.colno} 列"
        raise InputError(
            f"{path.name}：{where}处不符合 JSON 格式（{_reason(error.msg)}），请改正后再试。"
        ) from error
    except RecursionError as error:
        raise InputError(f"{path.name}：JSON 嵌套层数过多，不是本系统的文件，请确认文件是否选对。") from error
    except ValueError as error:
        where = f"第 {line} 行" if line else "文件中"
        raise InputError(f"{path.name}：{where}有 JSON 不允许的数值（{error}），请改正后再试。") from error


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _reason(message: str) -> str:
    reasons = {
        "Expecting value": "此处应有一个值",
        "Expecting ',' delimiter": "缺少逗号或括号",
        "Expecting ':' delimiter": "缺少冒号",
        "Expecting property name enclosed in double quotes": "名称应写在双引号内，末尾不能有多余的逗号",
        "Unterminated string starting at": "双引号没有配对",
        "Extra data": "后面有多余的内容",
        "Illegal trailing comma before end of object": "末尾有多余的逗号",
        "Illegal trailing comma before end of array": "末尾有多余的逗号",
    }
    return next((words for start, words in reasons.items() if message.startswith(start)), message)


def _filing(path: Path, where: str, item: object, known: dict[str, Form]) -> Filing:
    place = f"{path.name}：{where}" if where else f"{path.name}："
    if not isinstance(item, dict):
        raise InputError(f"{place}不是一份文件（应为花括号括起的一组内容），请改正后再试。")
    form = known.get(str(item.get("form")))
    if form is None:
        listed = "、".join(known)
        fact = (
            f"form 写的是“{item['form']}”，没有这种表" if item.get("form") else "没有写 form，不知道是哪种表"
        )
        raise InputError(f"{place}{fact}，应为 {listed} 之一，请改正后再试。")
    problems = tuple(check_shape(item, form))
    return Filing(complete(item, form), Origin(str(path)), problems)
