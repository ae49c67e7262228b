"""Made facts of any size: varied filings with realistic faults, repeated under new document ids."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import Any

import narwhals as nw

from wenxiao.core.documents import Json
from wenxiao.core.facts.build import build_facts
from wenxiao.core.facts.model import Facts
from wenxiao.rulebook import load_catalog

INDICATORS = 8
DISTINCT = 1000
_NAMES = [
    "清扫面积",
    "培训人数",
    "验收合格率",
    "资金支付及时率",
    "项目总成本",
    "群众满意度",
    "投诉件数",
    "覆盖率",
]
_LEVELS = ["产出指标", "产出指标", "产出指标", "产出指标", "成本指标", "满意度指标", "效益指标", "效益指标"]
_SECOND = [
    "数量指标",
    "数量指标",
    "质量指标",
    "时效指标",
    "经济成本指标",
    "服务对象满意度",
    "社会效益指标",
    "社会效益指标",
]


def documents(count: int, seed: int = 7) -> list[Json]:
    """Give ``count`` self-evaluations of 8 indicators, about a quarter of the rows with some fault."""
    chance = random.Random(seed)
    return [_document(chance, number) for number in range(count)]


def _document(chance: random.Random, number: int) -> Json:
    budget = chance.randint(10, 5000)
    spent = round(budget * chance.choice([1, 0.98, 0.9, 0.7, 0.4]), 2)
    weights = [12, 12, 12, 12, 12, 10, 10, 10]
    return {
        "form": "self_evaluation", "jurisdiction": "cn", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "project", "code": f"P{number:09d}", "name": f"项目{number}"},
        "department": f"部门{number % 80}", "unit": f"单位{number % 600}",
        "funds": [{"line": "total", "initial": str(budget), "adjusted": str(budget), "executed": str(spent)}],
        "execution_weight": "10", "claimed_execution_points": str(round(min(1, spent / budget) * 10, 2)),
        "indicators": [_row(chance, k, weights[k]) for k in range(INDICATORS)], "claimed_total": "96",
    }  # fmt: skip


def _row(chance: random.Random, k: int, weight: int) -> dict[str, Any]:
    goal = chance.randint(1, 400) if k < 2 else chance.choice([90, 95, 100])
    reached = chance.choice([goal, goal, goal + 3, round(goal * 0.93, 1), goal * 2])
    sign = "≤" if k in {4, 6} else "≥"
    target: str | None = f"{sign}{goal}" + ("%" if k in {2, 3, 5, 7} else "个" if k != 4 else "万元")
    actual: str | None = f"{reached}" + ("%" if k in {2, 3, 5, 7} else "个" if k != 4 else "万元")
    fault = chance.random()
    if fault < 0.02:
        target = None
    elif fault < 0.05:
        actual = "已完成"
    elif fault < 0.07:
        actual = target
    elif fault < 0.08:
        target = "≥***个"
    return {"level1": _LEVELS[k], "level2": _SECOND[k], "level3": _NAMES[k], "target": target, "actual": actual,
            "weight": str(weight), "claimed_points": str(weight), "reason": None}  # fmt: skip


@lru_cache(maxsize=1)
def _seed_facts() -> Facts:
    return build_facts(documents(DISTINCT), load_catalog().place("cn").forms)


def made_facts(projects: int) -> Facts:
    """Give the facts of ``projects`` filings: distinct ones repeated under ids of their own."""
    base = _seed_facts()
    repeats = max(1, projects // DISTINCT)
    tables = {
        name: nw.concat([_renamed(table, k) for k in range(repeats)]) if len(table) else table
        for name, table in base.tables.items()
    }
    keep = base["self_evaluation"].select("document").head(min(projects, DISTINCT))
    if projects < DISTINCT:
        tables = {n: t.join(keep, on="document", how="semi") for n, t in tables.items()}
    return Facts(tables, base.schemas)


def _renamed(table: nw.DataFrame[Any], k: int) -> nw.DataFrame[Any]:
    return table.with_columns(nw.concat_str([nw.col("document"), nw.lit(f"#{k}")]).alias("document"))
