"""Sentences of goals and results, built from a project's own figures so that no two read the same."""

from __future__ import annotations

from decimal import Decimal

from .measures import Measure
from .projects import Project
from .streams import stream
from .style import Style, write_actual, write_target
from .words import load

OPENINGS = (
    "围绕{purpose}，{year}年{name}计划完成：{rows}。",
    "{year}年，{unit}组织实施{name}，{rows}，{purpose}。",
    "通过实施{name}，{year}年内实现{rows}，切实{purpose}。",
    "按照年度工作部署，{name}{year}年度目标为：{rows}；{purpose}。",
    "{purpose}。本年度{name}安排任务如下：{rows}，确保{year}年度目标如期实现。",
)
CLOSINGS = (
    "{year}年{name}实际完成：{rows}。",
    "截至{year}年12月31日，{name}{rows}。",
    "{unit}{year}年组织实施{name}，{rows}。",
    "本年度{name}各项任务推进情况：{rows}，项目资金按规定用途使用。",
)


def _phrase(measure: Measure, written: str) -> str:
    return f"{measure.spec.name}{written}"


def goal_text(project: Project, year: int, style: Style, most: int = 4) -> str:
    """The annual goal of a project in a year, naming its first targets."""
    rng = stream("goal-text", project.code, year)
    rows = []
    for measure in project.measures[:most]:
        value = measure.target if year == 2020 else measure.target_now
        direction, target, _ = write_target(style, measure, value)
        unit = measure.spec.unit if direction in {"≥", "≤", "="} else ""
        rows.append(_phrase(measure, (direction if unit and direction else "") + target + unit))
    purpose = load("effects")[project.group]["purpose"]
    return str(rng.choice(OPENINGS)).format(
        purpose=purpose, year=year, name=project.name, unit=project.unit, rows="，".join(rows)
    )


def result_text(project: Project, actuals: list[Decimal], style: Style) -> str:
    """What was reached in 2020."""
    rng = stream("result-text", project.code)
    rows = []
    for measure, actual in list(zip(project.measures, actuals, strict=True))[:4]:
        written = write_actual(style, measure, actual)
        unit = measure.spec.unit if measure.numeric and not written.endswith(measure.spec.unit) else ""
        rows.append(_phrase(measure, written + unit))
    return str(rng.choice(CLOSINGS)).format(
        year=2020, name=project.name, unit=project.unit, rows="，".join(rows)
    )


def period(project: Project) -> str:
    """The project's period, from its code's year."""
    first = 2000 + int(project.code[6:8])
    last = first if project.recurrence == "经常性项目" and first == 2021 else max(2021, first + 2)
    return f"{first}年1月-{last}年12月"
