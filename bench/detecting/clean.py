"""Clean filings in varied wording: nothing is wrong with them, so whatever a rule says of them is a false alarm."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from bench.detecting.topics import (
    BENEFITS,
    DONE,
    ENDS,
    OPENINGS,
    PLACES,
    QUALITIES,
    SOURCES,
    TIMES,
    TOPICS,
    Topic,
)

Json = dict[str, Any]
Row = dict[str, Any]
YEAR = 2021


def project_goal(chance: Random, key: str) -> Json:
    """Give a goal declaration in which everything is as it should be."""
    topic = chance.choice(TOPICS)
    name = chance.choice(PLACES) + topic.name
    budget = chance.randint(30, 900) * 10
    parts = _split(chance, budget, len(topic.items))
    items = [
        {
            "content": content,
            "amount": str(amount),
            "grounds": chance.choice(("按上年合同价测算", "按数量和单价测算")),
        }
        for content, amount in zip(topic.items, parts, strict=True)
    ]
    rows = indicators(chance, topic, budget)
    return {
        **_head("project_goal", key, name, chance),
        "funds": [{"line": "total", "annual": str(budget)}, {"line": "fiscal", "annual": str(budget)}],
        "items": items,
        "annual_goal": _goal_text(chance, name, rows),
        "indicators": [{**row, "data_source": chance.choice(SOURCES), "note": None} for row in rows],
    }


def department_goal(chance: Random, key: str) -> Json:
    """Give a department's goal whose tasks add up to its budget."""
    topics = chance.sample(TOPICS, 3)
    budget = chance.randint(300, 9000)
    parts = _split(chance, budget, 3)
    rows = indicators(chance, topics[0], budget)
    name = chance.choice(PLACES) + chance.choice(("教育局", "水务局", "民政局", "城管局", "文化局"))
    return {
        "form": "department_goal", "jurisdiction": "cn", "fiscal_year": YEAR, "money_unit": "万元",
        "subject": {"kind": "department", "code": key, "name": name}, "department": name,
        "funds": [{"line": "total", "annual": str(budget)}],
        "tasks": [
            {"task": t.name, "content": f"实施{t.name}", "amount": str(a)} for t, a in zip(topics, parts, strict=True)
        ],
        "annual_goal": _goal_text(chance, name, rows),
        "indicators": [{**row, "data_source": chance.choice(SOURCES), "note": None} for row in rows],
    }  # fmt: skip


def self_evaluation(chance: Random, key: str) -> Json:
    """Give a self-evaluation whose points follow the rules."""
    topic = chance.choice(TOPICS)
    name = chance.choice(PLACES) + topic.name
    budget = chance.randint(30, 900) * 10
    spent = round(budget * chance.choice((1, 0.99, 0.97, 0.95, 0.92)), 2)
    rows = [_reached(chance, row) for row in indicators(chance, topic, budget)]
    execution = round(min(1, spent / budget) * 10 + 1e-9, 2)
    total = execution + sum(float(row["claimed_points"]) for row in rows)
    goal = _goal_text(chance, name, rows)
    return {
        **_head("self_evaluation", key, name, chance),
        "funds": [
            {"line": "total", "initial": str(budget), "adjusted": str(budget), "executed": str(spent)},
            {"line": "fiscal", "initial": str(budget), "adjusted": str(budget), "executed": str(spent)},
        ],
        "execution_weight": "10",
        "claimed_execution_rate": f"{spent / budget:.2%}",
        "claimed_execution_points": f"{execution:g}",
        "expected_goal": goal,
        "actual_goal": _done_text(chance, name, rows),
        "indicators": rows,
        "claimed_total": f"{total:.2f}",
    }


def project_list(chance: Random, key: str) -> Json:
    """Give a department's list of unlike projects."""
    names = chance.sample(TOPICS, 6)
    rows = [
        {"code": f"{key}-{n}", "name": chance.choice(PLACES) + t.name, "unit": f"{chance.choice('甲乙丙')}中心",
         "budget": str(chance.choice((35, 88, 120, 198, 310, 640, 985)))} for n, t in enumerate(names)
    ]  # fmt: skip
    return {
        "form": "project_list", "jurisdiction": "cn", "fiscal_year": YEAR, "money_unit": "万元",
        "subject": {"kind": "department", "code": key, "name": f"部门{key}"}, "items": rows,
    }  # fmt: skip


def evaluation_result(chance: Random, key: str) -> Json:
    """Give an evaluation whose sheet adds up."""
    weights = chance.choice(((15, 20, 35, 30), (20, 20, 30, 30), (10, 20, 40, 30)))
    points = [w - chance.choice((0, 0.5, 1, 2.25)) for w in weights]
    rows = zip(("决策", "过程", "产出", "效益"), weights, points, strict=True)
    return {
        **_head("evaluation_result", key, chance.choice(PLACES) + chance.choice(TOPICS).name, chance),
        "activity_year": YEAR + 1, "object_kind": "项目", "method": "重点评价", "holder": "预算部门", "amount": "500",
        "scores": [{"level1": n, "weight": str(w), "points": f"{p:g}"} for n, w, p in rows],
        "claimed_total": f"{sum(points):g}",
    }  # fmt: skip


MAKERS: dict[str, Callable[[Random, str], Json]] = {
    maker.__name__: maker
    for maker in (project_goal, department_goal, self_evaluation, project_list, evaluation_result)
}


def indicators(chance: Random, topic: Topic, budget: int) -> list[Row]:
    """Give the indicator table of a topic: 50/30/10, or with cost 20/40/20/10."""
    quantities = topic.quantities
    costed = topic.works or chance.random() < 0.4
    weights = ((14, 13, 13), (20,)) if costed else ((18, 16, 16), (30,))
    rows = [
        _row("产出指标", "数量指标", name, chance.choice(("≥{}{}", "不少于{}{}", ">={}{}")).format(
            chance.randint(low, high), unit)) for name, unit, low, high in quantities[: chance.choice((1, 2))]
    ]  # fmt: skip
    rows.append(_row("产出指标", "质量指标", chance.choice(QUALITIES), f"≥{chance.randint(90, 98)}%"))
    rows.append(_row("产出指标", "时效指标", *chance.choice(TIMES)))
    _weigh(rows, sum(weights[0]))
    if costed:
        rows.append(_row("成本指标", "经济成本指标", "项目总成本", f"≤{budget}万元", 20))
    benefits = [_row("效益指标", *told) for told in chance.sample(BENEFITS, chance.choice((1, 2)))]
    _weigh(benefits, weights[1][0])
    rows += benefits
    satisfied = f"≥{chance.randint(84, 97)}%"
    rows.append(
        _row("满意度指标", "服务对象满意度指标", chance.choice(topic.people) + "满意度", satisfied, 10)
    )
    return rows


def _head(form: str, key: str, name: str, chance: Random) -> Json:
    unit = f"{chance.choice(PLACES)}{chance.choice(('服务中心', '管理所', '办事处', '中学'))}"
    return {
        "form": form, "jurisdiction": "cn", "fiscal_year": YEAR, "money_unit": "万元",
        "subject": {"kind": "project", "code": key, "name": name},
        "department": f"部门{key[-3:]}", "unit": unit,
    }  # fmt: skip


def _row(level1: str, level2: str, level3: str, target: str, weight: float = 0) -> Row:
    return {"level1": level1, "level2": level2, "level3": level3, "target": target, "weight": f"{weight:g}"}


def _weigh(rows: list[Row], total: int) -> None:
    each = total // len(rows)
    for row in rows:
        row["weight"] = str(each)
    rows[0]["weight"] = str(total - each * (len(rows) - 1))


def _reached(chance: Random, row: Row) -> Row:
    target, digits = row["target"], "".join(c if c.isdigit() else " " for c in row["target"]).split()
    actual = chance.choice(DONE) if not digits else target
    if digits and "月" in target:
        month = int(target.partition("月")[0].rpartition("年")[2])
        actual = f"{YEAR}年{month - chance.choice((1, 2))}月"
    elif digits:
        value, cost = int(digits[0]), "≤" in target or target.endswith("内")
        more = value // 20
        value = value - chance.randint(0, more) if cost else value + chance.randint(min(1, more), more)
        unit = target[target.index(digits[0]) + len(digits[0]) :].removesuffix("内")
        actual = f"{min(value, 100) if '%' in unit else value}{unit}"
    weight = float(row["weight"])
    points = weight if digits else round(weight * chance.choice((0.9, 0.95, 1)), 1)
    return {**row, "actual": actual, "claimed_points": f"{points:g}", "reason": None}


def _goal_text(chance: Random, name: str, rows: list[Row]) -> str:
    told = [f"{row['level3']}{row['target']}" for row in rows if any(c.isdigit() for c in row["target"])]
    chance.shuffle(told)
    return f"{chance.choice(OPENINGS).format(name=name)}{'，'.join(told[: chance.choice((2, 3))])}；{chance.choice(ENDS)}。"


def _done_text(chance: Random, name: str, rows: list[Row]) -> str:
    told = [f"{row['level3']}{row['actual']}" for row in rows if any(c.isdigit() for c in row["actual"])]
    chance.shuffle(told)
    return f"{name}{chance.choice(('本年', '当年', '全年', '年内'))}{'，'.join(told[:3])}，{chance.choice(ENDS)}。"


def _split(chance: Random, total: int, parts: int) -> list[int]:
    if parts == 1:
        return [total]
    first = total * chance.randint(83, 95) // 100
    rest = _split(chance, total - first, parts - 1)
    return [first, *rest]
