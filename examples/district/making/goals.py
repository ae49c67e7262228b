"""Goals of 2021: one project goal for each monitored project."""

from __future__ import annotations

from typing import Any

from .departments import person
from .exact import points, split, wan
from .projects import Project
from .shape import JURISDICTION, YEAR
from .streams import stream
from .style import style_of, write_target
from .texts import goal_text, period
from .words import load

Json = dict[str, Any]


def project_goal(project: Project) -> Json:
    """Write the goal table of one project."""
    style, rng = style_of(project.department.code), stream("goal", project.code)
    other = project.budget_fen // 10 if rng.random() < 0.08 else 0
    kind = load("kinds")[project.kind]
    years = (
        3 if "一次性" in project.recurrence and project.standing == "新增项目" and rng.random() < 0.5 else 1
    )
    return {
        "form": "project_goal",
        "jurisdiction": JURISDICTION,
        "fiscal_year": YEAR,
        "subject": {"kind": "policy" if project.object_kind == "政策" else "project", "code": project.code,
                    "name": project.name},
        "department": project.department.name,
        "unit": project.unit,
        "field": load("effects")[project.group]["field"],
        "standing": project.standing,
        "recurrence": project.recurrence,
        "period": period(project),
        "owner": person("owner", project.code),
        "money_unit": "万元",
        "funds": [
            {"line": "total", "period_amount": wan(project.budget_fen * years) if years > 1 else None,
             "annual": wan(project.budget_fen)},
            {"line": "fiscal", "period_amount": None, "annual": wan(project.budget_fen - other)},
            *([{"line": "other", "period_amount": None, "annual": wan(other)}] if other else []),
        ],
        "items": _items(project, kind),
        "period_goal": goal_text(project, 2023, style, 2) if years > 1 else None,
        "annual_goal": goal_text(project, YEAR, style),
        "indicators": [_row(project, number) for number in range(len(project.measures))],
    }  # fmt: skip


def _items(project: Project, kind: Json) -> list[Json]:
    """Budget items that add up to the year's money, large ones named after the project's own quantities."""
    rng = stream("items", project.code)
    names = list(kind["items"])[: rng.randint(2, len(kind["items"]))]
    weights = [400 if project.kind in {"subsidy", "fund"} else 60, *(rng.randint(4, 22) for _ in names[1:])]
    step = 1_000_000 if project.budget_fen > 50_000_000 else 10_000
    return [
        {"content": name, "amount": wan(fen), "grounds": kind["grounds"]}
        for name, fen in zip(names, split(project.budget_fen, weights, step), strict=True)
    ]


def _row(project: Project, number: int) -> Json:
    measure = project.measures[number]
    direction, target, unit = write_target(style_of(project.department.code), measure, measure.target_now)
    rng = stream("goal-row", project.code, number)
    sources = ("工作台账", "验收报告", "统计报表", "问卷调查", "系统数据", "合同及考核记录")
    source = "问卷调查" if "满意" in measure.spec.name else rng.choice(sources)
    return {
        "level1": measure.level1,
        "level2": measure.level2,
        "level3": measure.spec.name,
        "direction": direction,
        "target": target,
        "unit": unit,
        "weight": points(measure.weight_cp),
        "data_source": source if rng.random() < 0.7 else None,
        "note": None,
    }
