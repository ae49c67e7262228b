"""Projects, budget lines, payments and contracts of the example district, through the importer's own writing.

Payments and contracts are invented, the same every time: the first half of a year in which most
projects spend evenly, some late and a few not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from zlib import crc32

from wenxiao.core.documents import Json
from wenxiao.core.money import parse_money
from wenxiao.core.registers.reading import registers_of
from wenxiao.web.registers import digests
from wenxiao.web.registers.importing import silent
from wenxiao.web.registers.plan import Plan, compare
from wenxiao.web.registers.rows import write_rows
from wenxiao.web.rulebook import rulebook
from wenxiao.web.seed.tree import Tree

Row = dict[str, Any]
PAYEES = (
    "江澜城市服务有限公司",
    "明珠工程有限公司",
    "新港信息技术有限公司",
    "禾丰物业有限公司",
    "东湾里建设有限公司",
)
UNTIL_MONTH = 6  # mid-year


def fill_registers(tree: Tree, lists: Iterable[Json]) -> dict[str, int]:
    """Write the registers; give the number of rows of each."""
    items = list(_items(tree, lists))
    rows = {
        "projects": [_project(tree, *item) for item in items],
        "budget_lines": [line for item in items for line in _budget(tree, *item)],
        "payments": [payment for item in items for payment in _payments(tree, *item)],
        "contracts": [contract for item in items for contract in _contracts(tree, *item)],
    }
    bodies = {tree.codes[b.pk]: b for b in tree.units.values()}
    for name, told in rows.items():
        _write(tree, name, told, bodies)
    return {name: len(told) for name, told in rows.items()}


def _write(tree: Tree, name: str, rows: list[Row], bodies: dict[str, Any]) -> None:
    register = registers_of(rulebook().catalog, tree.district.code)[name]
    last = digests.last_event(name, tree.district.code)
    plan = Plan(
        register, tree.district.code, "示例区", "", event_number=last.number if last else 0,
        digest_before=digests.digest_before(last),
    )  # fmt: skip
    compare(plan, rows, list(range(2, len(rows) + 2)), {})
    write_rows(plan, None, bodies, silent, opinion="示例区")


def _items(tree: Tree, lists: Iterable[Json]) -> Iterator[tuple[Json, Json, str]]:
    """Give (list, item, code of the unit) for every project that has a code, each once."""
    seen = set()
    for listed in lists:
        for item in listed.get("items") or ():
            unit = tree.unit_of(listed["subject"]["name"], item.get("unit"))
            if item.get("code") and item["code"] not in seen and unit is not None:
                seen.add(item["code"])
                yield listed, item, tree.codes[unit.pk]


def _fen(listed: Json, item: Json) -> int:
    return parse_money(item.get("budget"), listed.get("money_unit") or "万元") or 0


def _luck(code: str, what: str) -> int:
    return crc32(f"{what}{code}".encode()) % 100


def _project(tree: Tree, listed: Json, item: Json, unit: str) -> Row:
    one_off = item.get("recurrence") == "一次性项目"
    year = int(listed["fiscal_year"])
    return {
        "fiscal_year": year, "code": item["code"], "name": item.get("name"), "unit_code": unit, "unit": item.get("unit"),
        "category": "特定目标类" if one_off else "其他运转类", "standing": item.get("standing"),
        "recurrence": item.get("recurrence"), "special_bond": item.get("special_bond"),
        "direct_funds": item.get("direct_funds"), "agriculture": item.get("agriculture"),
        "start_year": 2000 + int(item["code"][6:8]) if item["code"][6:8].isdigit() else None,
        "end_year": year + _luck(item["code"], "end") % 3 if one_off else None,
    }  # fmt: skip


def _budget(tree: Tree, listed: Json, item: Json, unit: str) -> Iterator[Row]:
    fen = _fen(listed, item)
    row: Row = {
        "fiscal_year": int(listed["fiscal_year"]), "division": f"{tree.district.code}000", "unit_code": unit,
        "project_code": item["code"], "project_name": item.get("name"), "initial": fen, "current": fen,
    }  # fmt: skip
    if _luck(item["code"], "adjust") < 6:
        change = fen // 10 // 100 * 100 * (1 if _luck(item["code"], "sign") < 40 else -1)
        row |= {
            "adjustment": change, "current": fen + change,
            "adjusted_on": f"{row['fiscal_year']}-06-{_luck(item['code'], 'day') % 28 + 1:02d}",
            "adjustment_document": "江财预〔2021〕12号（示例）",
        }  # fmt: skip
    yield row


def _payments(tree: Tree, listed: Json, item: Json, unit: str) -> Iterator[Row]:
    fen, code, year = _fen(listed, item), item["code"], int(listed["fiscal_year"])
    pace = _luck(code, "pace")
    share = 0 if pace < 5 else 18 if pace < 20 else 35 if pace < 40 else 48 + pace % 14
    months = [m for m in range(1, UNTIL_MONTH + 1) if _luck(code, f"month{m}") < 70] or [UNTIL_MONTH]
    for place, month in enumerate(months):
        part = fen * share // 100 // len(months)
        if part:
            yield {
                "fiscal_year": year, "unit_code": unit, "project_code": code, "voucher": f"{year}{month:02d}{code[-7:]}{place}",
                "date": f"{year}-{month:02d}-{_luck(code, f'day{month}') % 28 + 1:02d}", "amount": part,
                "payee": PAYEES[_luck(code, "payee") % len(PAYEES)], "purpose": (item.get("name") or "")[:60],
            }  # fmt: skip


def _contracts(tree: Tree, listed: Json, item: Json, unit: str) -> Iterator[Row]:
    fen, code, year = _fen(listed, item), item["code"], int(listed["fiscal_year"])
    if fen < 200_000_000 or _luck(code, "contract") > 60:
        return
    yield {
        "fiscal_year": year, "contract_no": f"江合〔{year}〕{code[-7:]}", "name": f"{item.get('name')}合同"[:200], "unit_code": unit,
        "project_code": code, "party_a": item.get("unit"), "party_b": PAYEES[_luck(code, "payee") % len(PAYEES)],
        "signed_date": f"{year}-02-{_luck(code, 'signed') % 27 + 1:02d}", "start_date": f"{year}-03-01", "end_date": f"{year}-12-31",
        "amount": fen * 95 // 100, "sealed": True, "payment_terms": "按季度支付，验收合格后付清尾款。", "accepted": False,
    }  # fmt: skip
