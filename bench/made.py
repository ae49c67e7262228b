"""Made facts of any size: varied filings, about one in ten with faults, repeated under new document ids."""

from __future__ import annotations

import random
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import narwhals as nw

from bench.faults import plant
from wenxiao.core.catalog import Catalog
from wenxiao.core.documents import Json
from wenxiao.core.facts.build import build_facts
from wenxiao.core.facts.model import Facts
from wenxiao.rulebook import load_catalog

INDICATORS = 8
MONTHS = 12
DISTINCT = 1000
FAULTY = 0.10
# Level 1, level 2, name, sign, unit and weight of each row.
_ROWS = [
    ("产出指标", "数量指标", "清扫保洁面积", "≥", "个", 12),
    ("产出指标", "数量指标", "培训人数", "≥", "个", 12),
    ("产出指标", "质量指标", "验收合格率", "≥", "%", 12),
    ("产出指标", "时效指标", "资金支付及时率", "≥", "%", 12),
    ("成本指标", "经济成本指标", "项目总成本", "≤", "万元", 12),
    ("满意度指标", "服务对象满意度", "群众满意度", "≥", "%", 10),
    ("效益指标", "社会效益指标", "投诉件数", "≤", "件", 10),
    ("效益指标", "社会效益指标", "服务覆盖率", "≥", "%", 10),
]
OVERLAY = Path(__file__).parent / "overlay"
_PLACES = ["城东", "城西", "河口", "南岗", "北苑", "新桥", "石塘", "柳溪", "枫林", "白沙"]
_REASON = "汛期停工两周，已调整进度安排，明年提前组织实施"


def documents(count: int, seed: int = 7, faulty: float = FAULTY) -> list[Json]:
    """Give ``count`` self-evaluations of 8 indicators; the share ``faulty`` has one or two faults."""
    chance = random.Random(seed)
    told = []
    for number in range(count):
        document = _clean(chance, number)
        if chance.random() < faulty:
            plant(document, chance)
        told.append(document)
    return told


def _clean(chance: random.Random, number: int) -> Json:
    budget = chance.randint(10, 5000)
    spent = Decimal(budget) * chance.choice([Decimal(1), Decimal("0.99"), Decimal("0.98")])
    rows = [_row(chance, k, number) for k in range(INDICATORS)]
    execution = _half_up(min(Decimal(1), spent / budget) * 10)
    total = execution + sum((Decimal(row["claimed_points"]) for row in rows), Decimal(0))
    return {
        "form": "self_evaluation",
        "jurisdiction": "cn",
        "fiscal_year": 2021,
        "money_unit": "万元",
        "subject": {
            "kind": "project",
            "code": f"P{number:09d}",
            "name": f"{_PLACES[number % 10]}项目{number}",
        },
        "department": f"部门{number % 80}",
        "unit": f"单位{number % 600}",
        "funds": [{"line": "total", "initial": str(budget), "adjusted": str(budget), "executed": str(spent)}],
        "execution_weight": "10",
        "claimed_execution_points": str(execution),
        "indicators": rows,
        "claimed_total": str(total),
    }


def _row(chance: random.Random, k: int, number: int) -> dict[str, Any]:
    level1, level2, name, sign, unit, weight = _ROWS[k]
    goal = chance.randint(20, 400) if unit != "%" else chance.choice([85, 90, 95])
    # The first row is never exactly on target, a few of the others fall short and say why.
    missed = k and chance.random() < 0.06
    reached = _reached(chance, goal, sign, unit, exact=k > 0)
    points = Decimal(weight)
    if missed:
        reached = goal * 9 // 10 if sign == "≥" else goal + goal // 10
        points = _half_up(_share(goal, reached, sign) * weight)
    return {
        "level1": level1,
        "level2": level2,
        "level3": f"{_PLACES[number % 10]}{name}" if number % 3 else name,
        "target": f"{sign}{goal}{unit}",
        "actual": f"{reached}{unit}",
        "weight": str(weight),
        "claimed_points": str(points),
        "reason": _REASON if missed else None,
    }


def _reached(chance: random.Random, goal: int, sign: str, unit: str, *, exact: bool) -> int:
    more = chance.choice([0, 1, 2, 3] if exact else [1, 2, 3])
    return goal - more if sign == "≤" else min(goal + more, 100) if unit == "%" else goal + more


def _share(goal: int, reached: int, sign: str) -> Decimal:
    ratio = Decimal(reached) / goal
    return ratio if sign == "≥" else max(Decimal(0), 2 - ratio)


def _half_up(points: Decimal) -> Decimal:
    return points.quantize(Decimal("0.01"), ROUND_HALF_UP)


def payments(filings: list[Json], seed: int = 11, faulty: float = FAULTY) -> list[Json]:
    """Give twelve payments for each filing that sum to what it says was spent; some rush or go astray."""
    chance = random.Random(seed)
    told = []
    for filing in filings:
        spent = Decimal(filing["funds"][0]["executed"])
        share = (spent / MONTHS).quantize(Decimal("0.01"))
        amounts = [share] * (MONTHS - 1) + [spent - share * (MONTHS - 1)]
        if chance.random() < faulty:
            amounts[-1] += chance.choice([spent, spent * 3, -share * 2])
        code = filing["subject"]["code"]
        items = [
            {
                "project_code": code,
                "date": f"2021-{month:02d}-15",
                "amount": str(amount),
                "kind": "付给收款人",
            }
            for month, amount in enumerate(amounts, 1)
        ]
        same = ("jurisdiction", "fiscal_year", "money_unit", "subject")
        told.append({"form": "payment_list", **{key: filing[key] for key in same}, "items": items})
    return told


def catalog() -> Catalog:
    """Give the rulebook with the made payments: their form and the rules that read them."""
    return load_catalog([OVERLAY], allow_code=True)


@lru_cache(maxsize=2)
def _seed_facts(place: str) -> Facts:
    told = documents(DISTINCT)
    if place == "cn":
        return build_facts(told, load_catalog().place(place).forms)
    for filing in told:
        filing["jurisdiction"] = f"{place}0000"
    return build_facts([*told, *payments(told)], catalog().place(place).forms)


def made_facts(projects: int, place: str = "cn") -> Facts:
    """Give the facts of ``projects`` filings: distinct ones repeated under ids of their own.

    For the place of the bench's own rulebook they come with twelve payments a project.
    """
    base = _seed_facts(place)
    repeats = max(1, projects // DISTINCT)
    tables = {
        name: _in_one_piece([repeated(table, k) for k in range(repeats)]) if len(table) else table
        for name, table in base.tables.items()
    }
    keep = base["self_evaluation"].select("document").head(min(projects, DISTINCT))
    if projects < DISTINCT:
        keep = keep.with_columns(nw.concat_str([nw.col("document"), nw.lit("#0")]))
        tables = {n: t.join(keep, on="document", how="semi") for n, t in tables.items()}
    return Facts(tables, base.schemas)


def repeated(table: nw.DataFrame[Any], k: int) -> nw.DataFrame[Any]:
    """Give the rows under ids of their own; every other time with names of their own too.

    Projects of different counties seldom share an indicator's name word for word.
    """
    own = {"document": f"#{k}", "subject_code": f"#{k}"}
    if k % 2:
        own["level3"] = f"（第{k}期）"
    return table.with_columns(
        *(
            nw.concat_str([nw.col(name), nw.lit(tail)]).alias(name)
            for name, tail in own.items()
            if name in table.columns
        )
    )


def _in_one_piece(parts: list[nw.DataFrame[Any]]) -> nw.DataFrame[Any]:
    # As facts built from documents or read from a lake are.
    return nw.from_native(nw.concat(parts).to_native().rechunk(), eager_only=True)
