"""From a recognised table to a filing: all sections read, year, unit and version filled in."""

from __future__ import annotations

from pathlib import Path

from wenxiao.core.documents import Filing, Origin, Problem, get_path
from wenxiao.core.errors import InputError
from wenxiao.core.forms.model import Section
from wenxiao.core.forms.shape import check_shape
from wenxiao.core.forms.structure import complete
from wenxiao.exchange.xlsx.draft import Draft
from wenxiao.exchange.xlsx.locate import Located, locate
from wenxiao.exchange.xlsx.money_units import read_money_unit
from wenxiao.exchange.xlsx.read_block import read_block
from wenxiao.exchange.xlsx.read_fields import read_fields
from wenxiao.exchange.xlsx.read_matrix import read_matrix, read_pairs
from wenxiao.exchange.xlsx.read_table import read_table
from wenxiao.exchange.xlsx.recognise import Recognised
from wenxiao.exchange.xlsx.split import TITLE_LIMIT, YEAR

_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_READERS = {"matrix": read_matrix, "table": read_table, "block": read_block}


def assemble(path: Path, found: Recognised) -> Filing:
    """Read one table as a filing, with the cell of every value and the problems of its shape.

    Raises InputError when it was made with another version of the form and lacks required labels.
    """
    form = found.known.form
    draft = Draft(found.part, found.known, {"form": form.id})
    if found.line is not None:
        draft.used.add(found.line.row)
    located = locate(found.part, found.known)
    for place in sorted(located.values(), key=lambda p: p.head):
        _READERS[place.known.section.kind](draft, place)
    for known in found.known.sections:
        if known.section.kind == "matrix" and known.section.id not in located:
            read_pairs(draft, known)
    read_money_unit(draft, located)
    read_fields(draft, form.scalar_fields())
    _year(draft)
    _version(path, draft, found)
    _missing_sections(draft, located)
    content = complete(_ordered(draft, found), form)
    problems = (*draft.problems, *check_shape(content, form))
    return Filing(content, Origin(str(path), found.part.grid.sheet, draft.cells), problems)


def _ordered(draft: Draft, found: Recognised) -> dict[str, object]:
    known = found.line.known if found.line else {}
    subject = {"kind": known.get("对象", found.known.form.subject[0]), **(draft.content.get("subject") or {})}
    head = {"form": found.known.form.id, "jurisdiction": known.get("区划")}
    if "编号" in known:
        head = {"id": known["编号"], **head}
    return {
        **head,
        "fiscal_year": None,
        "subject": subject,
        **{k: v for k, v in draft.content.items() if k != "subject"},
    }


def _year(draft: Draft) -> None:
    """Fill the year from the title lines when the table has no cell for it, or an empty one."""
    if draft.content.get("fiscal_year") is not None:
        return
    grid = draft.part.grid
    for row in range(draft.part.top, draft.part.bottom):
        if row in draft.used:
            continue
        for column, text in grid.filled(row):
            if (
                len(text) <= TITLE_LIMIT
                and "年" in text
                and ("表" in text or "度" in text)
                and YEAR.search(text)
            ):
                year = YEAR.search(text)
                if year:
                    draft.content["fiscal_year"] = int(year.group().translate(_DIGITS))
                    draft.mark("fiscal_year", row, column)
                    return


def _version(path: Path, draft: Draft, found: Recognised) -> None:
    line, form = found.line, found.known.form
    if line is None or line.version == form.version:
        return
    lacking = [f.label for f in form.scalar_fields() if f.required and f.id not in draft.found]
    for section in form.tables():
        columns = {key.rpartition(".")[2] for key in draft.cells if key.startswith(f"{section.id}[0].")}
        if columns:
            lacking += [f.label for f in section.fields if f.required and f.id not in columns]
    both = f"表样版本是 {line.version}，现行版本是 {form.version}"
    if lacking:
        raise InputError(
            f"{path.name}：工作表“{found.part.grid.sheet}”的{both}，缺少必填的{'、'.join(lacking)}，"
            f"请用 wenxiao template {form.id} 生成现行表样，把内容移过去。"
        )
    message = f"这张表的{both}，内容可以读取，下次请使用现行表样。"
    draft.problems.append(
        Problem("shape.old_version", "warning", "", message, str(line.version), str(form.version))
    )


def _missing_sections(draft: Draft, located: dict[str, Located]) -> None:
    for section in draft.known.form.sections:
        needed = section.kind == "matrix" or any(f.required for f in section.fields)
        needed = needed and not all(f.extra for f in section.fields)
        if needed and section.id not in located and not _is_there(draft, section):
            heads = "、".join(f.label for f in section.fields if not f.extra)
            message = f"没有找到“{section.label}”的表头（{heads}），这部分未读入，请对照表样补上表头。"
            draft.notice("shape.section_missing", section.id, message, severity="warning")


def _is_there(draft: Draft, section: Section) -> bool:
    if section.kind in {"fields", "block"}:
        return any(f.id in draft.found or get_path(draft.content, f.id) is not None for f in section.fields)
    return bool(draft.content.get(section.id))
