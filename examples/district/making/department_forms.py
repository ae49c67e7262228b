"""Forms of departments as a whole: goals of 2021, self-evaluations of 2020."""

from __future__ import annotations

from typing import Any

from .department_measures import department_measures
from .department_money import evaluated_departments, money_of
from .departments import Department, person
from .exact import points, wan
from .points import earned, execution, met, rate
from .portfolio import portfolio
from .self_evaluations import REASONS
from .shape import DISTRICT, JURISDICTION, YEAR
from .streams import stream
from .style import style_of, write_actual, write_target
from .words import load

Json = dict[str, Any]


def _head(department: Department, form: str, year: int) -> Json:
    subject = {"kind": "department", "code": department.code, "name": department.name}
    return {"form": form, "jurisdiction": JURISDICTION, "fiscal_year": year, "subject": subject}


def _row(department: Department, number: int, *, now: bool) -> Json:
    measure = department_measures(department)[number]
    style = style_of(department.code)
    direction, target, unit = write_target(style, measure, measure.target_now if now else measure.target)
    row = {"level1": measure.level1, "level2": measure.level2, "level3": measure.spec.name,
           "direction": direction, "target": target, "unit": unit}  # fmt: skip
    if now:
        return {**row, "weight": points(measure.weight_cp), "data_source": "部门统计", "note": None}
    reason = (
        None if met(measure, measure.actual) else stream("reason", department.code, number).choice(REASONS)
    )
    claimed = points(earned(measure, measure.actual))
    actual = write_actual(style, measure, measure.actual)
    weight = points(measure.weight_cp)
    return {**row, "actual": actual, "weight": weight, "claimed_points": claimed, "reason": reason}


def _named(department: Department, *, now: bool) -> str:
    rows = [_row(department, number, now=now) for number in range(4)]
    return "，".join(
        r["level3"]
        + (r["direction"] or "")
        + r["target" if now else "actual"]
        + (r["unit"] if r["direction"] else "")
        for r in rows
    )


def department_goal(department: Department) -> Json:
    """Write the goal of a whole department; its tasks add up to its budget."""
    money = money_of(department)
    total = money.basic_now + money.projects_now
    groups: dict[str, int] = {}
    for project in portfolio().of(department):
        groups[project.name] = project.budget_fen
    largest = sorted(groups, key=lambda name: (-groups[name], name))[:3]
    tasks = [("机构运转和人员保障", "保障人员经费和日常公用经费", money.basic_now)]
    tasks += [(name, f"组织实施{name}", groups[name]) for name in largest]
    rest = total - sum(task[2] for task in tasks)
    if rest:
        tasks.append(
            ("其他专项业务工作", f"完成{department.name}其余{len(groups) - len(largest)}个项目", rest)
        )
    purpose = load("effects")[department.groups[0]]["purpose"]
    return {
        **_head(department, "department_goal", YEAR),
        "owner": person("department", department.code),
        "money_unit": "万元",
        "funds": [
            {"line": "total", "annual": wan(total)},
            {"line": "fiscal", "annual": wan(total)},
        ],
        "tasks": [
            {"task": task, "content": content, "amount": wan(fen), "fiscal_amount": wan(fen)}
            for task, content, fen in tasks
        ],
        "annual_goal": f"2021年，{department.name}立足{DISTRICT}发展大局，{purpose}，"
        f"重点抓好{largest[0]}等工作，{_named(department, now=True)}。",
        "indicators": [_row(department, n, now=True) for n in range(len(department_measures(department)))],
    }


def department_self_evaluation(department: Department) -> Json:
    """Write the self-evaluation of a whole department for 2020."""
    money, measures = money_of(department), department_measures(department)
    adjusted, executed = money.basic + money.projects, money.basic_done + money.projects_done
    spent = execution(executed, adjusted)
    lines = [("total", adjusted, executed), ("basic", money.basic, money.basic_done),
             ("projects", money.projects, money.projects_done)]  # fmt: skip
    rechecked = {name for name, method, _ in evaluated_departments() if method == "自评复核"}
    return {
        **_head(department, "department_self_evaluation", 2020),
        "filled_by": person("department-before", department.code),
        "review": department.name in rechecked,
        "money_unit": "万元",
        "funds": [
            {"line": line, "initial": wan(fen), "adjusted": wan(fen), "executed": wan(done)}
            for line, fen, done in lines
        ],
        "execution_weight": "10",
        "claimed_execution_rate": rate(executed, adjusted),
        "claimed_execution_points": points(spent),
        "expected_goal": f"2020年，{department.name}围绕区委、区政府中心工作，"
        f"{load('effects')[department.groups[0]]['purpose']}，做到{measures[0].spec.name}等任务按期完成。",
        "actual_goal": f"2020年，{department.name}实际完成：{_named(department, now=False)}。",
        "indicators": [_row(department, n, now=False) for n in range(len(measures))],
        "claimed_total": points(sum(earned(m, m.actual) for m in measures) + spent),
    }
