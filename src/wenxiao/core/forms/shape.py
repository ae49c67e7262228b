"""The shape of a document: does it follow its form, and what is wrong where it does not.

Used alike for what was read from a workbook and for JSON from other systems.
"""

from __future__ import annotations

from collections.abc import Iterator

from wenxiao.core.documents import Json, Problem, get_path
from wenxiao.core.forms.checks import check_value, missing
from wenxiao.core.forms.model import Field, Form, Section
from wenxiao.core.forms.structure import TOP_KEYS, name_field
from wenxiao.core.money import FEN_PER

SUBJECT_KEYS = {"kind", "code", "name"}
_NAME_LENGTH = 30


def check_shape(content: Json, form: Form) -> list[Problem]:
    """Give all problems of a document's shape: wrong types, unknown keys and lines, and each field's own."""
    problems = [*_unknown_keys(content, form), *_subject(content, form)]
    unit = _money_unit(content, form)
    for section in form.sections:
        scalars = [f for f in section.fields if section.kind in {"fields", "block"} or f.only_row]
        for field in (*scalars, *section.footer):
            problems += _checked(get_path(content, field.id), field, field.id, f"“{field.label}”", unit)
        if section.kind in {"matrix", "table"}:
            problems += _section(content, section, unit)
    if content.get("fiscal_year") is None and all(f.id != "fiscal_year" for f in form.scalar_fields()):
        year = Field(id="fiscal_year", label="预算年度", type="year", required=True)
        problems.append(missing(year, "fiscal_year", "表头的年度"))
    return problems


def row_name(row: Json, section: Section) -> str:
    """Give the words by which people know a table's row: its name column, else nothing."""
    field = name_field(section)
    name = row.get(field.id) if field else None
    return str(name)[:_NAME_LENGTH] if name else ""


def _money_unit(content: Json, form: Form) -> str:
    unit = content.get("money_unit")
    return unit if isinstance(unit, str) and unit in FEN_PER else form.money_unit


def _checked(value: object, field: Field, at: str, place: str, unit: str) -> list[Problem]:
    problem = check_value(value, field, at, place, unit)
    return [problem] if problem else []


def _unknown_keys(content: Json, form: Form) -> Iterator[Problem]:
    known = TOP_KEYS | {f.id.split(".")[0] for f in form.scalar_fields()} | {s.id for s in form.sections}
    for key in (k for k in content if k not in known):
        yield _unknown("shape.unknown_key", key, f"文件中的“{key}”不是《{form.title}》的内容，未采用")
    unit = content.get("money_unit")
    if unit is not None and not (isinstance(unit, str) and unit in FEN_PER):
        shown = str(unit)[:60]
        message = f"金额单位写的是“{shown}”，应为元、万元或亿元，请改正。"
        yield Problem("shape.money_unit", "error", "money_unit", message, shown, "元、万元、亿元")


def _unknown(rule: str, at: str, fact: str) -> Problem:
    return Problem(rule, "notice", at, f"{fact}；如属多余请删去，如为别名请改用表样的名称。")


def _subject(content: Json, form: Form) -> Iterator[Problem]:
    subject = content.get("subject")
    if subject is None:
        return
    if not isinstance(subject, dict):
        yield _wrong_type("subject", "评价对象", subject, "一组内容（含 kind、code、name）")
        return
    known = SUBJECT_KEYS | {f.id.split(".")[-1] for f in form.scalar_fields() if "." in f.id}
    for key in (k for k in subject if k not in known):
        yield _unknown("shape.unknown_key", f"subject.{key}", f"评价对象中的“{key}”无法识别，未采用")
    if subject.get("kind") not in (None, *form.subject):
        allowed = "、".join(form.subject)
        yield Problem(
            "shape.choice", "error", "subject.kind",
            f"评价对象的类型写的是“{subject['kind']}”，《{form.title}》只用于 {allowed}，请改正。",
            str(subject["kind"]), allowed,
        )  # fmt: skip


def _wrong_type(at: str, place: str, value: object, expected: str) -> Problem:
    names = {dict: "一组内容", list: "一个列表", str: "文字", bool: "是/否", int: "数字", float: "数字"}
    fact = f"{place}是{names.get(type(value), '别的内容')}，应为{expected}，请按 JSON 结构说明改正。"
    return Problem("shape.type", "error", at, fact, str(value)[:60], expected)


def _section(content: Json, section: Section, unit: str) -> Iterator[Problem]:
    rows = content.get(section.id)
    if rows is None:
        rows = []
    if not isinstance(rows, list):
        yield _wrong_type(section.id, f"“{section.label}”", rows, "一个列表")
        return
    if not rows and section.kind == "table" and any(f.required and not f.extra for f in section.fields):
        yield Problem(
            "shape.required", "error", section.id,
            f"“{section.label}”一行也没有，至少应有一行，请填写。", None, "至少一行",
        )  # fmt: skip
    seen: set[str] = set()
    for i, row in enumerate(rows):
        at = f"{section.id}[{i}]"
        if not isinstance(row, dict):
            yield _wrong_type(at, f"“{section.label}”第 {i + 1} 行", row, "一组内容")
            continue
        if section.kind == "matrix":
            yield from _matrix_line(section, row, at, seen, unit)
        else:
            yield from _table_row(section, row, i, at, unit)


def _matrix_line(section: Section, row: Json, at: str, seen: set[str], unit: str) -> Iterator[Problem]:
    line = str(row.get("line"))
    lines = {r.id: r.label for r in section.rows}
    if line not in lines:
        allowed = "、".join(lines)
        yield Problem(
            "shape.unknown_line", "error", at,
            f"“{section.label}”中有一行的 line 是“{line}”，只能是 {allowed} 之一，请改正。", line, allowed,
        )  # fmt: skip
        return
    if line in seen:
        yield Problem(
            "shape.repeated_line", "error", at,
            f"“{section.label}”中“{lines[line]}”出现两次，每行只能有一次，请删去多余的一行。", line,
        )  # fmt: skip
        return
    seen.add(line)
    for field in section.fields:
        if not field.only_row:
            place = f"“{lines[line]}”行“{field.label}”"
            yield from _checked(row.get(field.id), field, f"{section.id}.{line}.{field.id}", place, unit)
    yield from _row_keys(section, row, {"line"}, at)


def _table_row(section: Section, row: Json, i: int, at: str, unit: str) -> Iterator[Problem]:
    name = row_name(row, section)
    where = f"“{section.label}”第 {i + 1} 行{f'「{name}」' if name else ''}"
    for field in section.fields:
        yield from _checked(row.get(field.id), field, f"{at}.{field.id}", f"{where}的“{field.label}”", unit)
    yield from _row_keys(section, row, {"id"}, at)


def _row_keys(section: Section, row: Json, also: set[str], at: str) -> Iterator[Problem]:
    known = also | {f.id for f in section.fields}
    for key in (k for k in row if k not in known):
        yield _unknown("shape.unknown_key", f"{at}.{key}", f"“{section.label}”中的“{key}”无法识别，未采用")
