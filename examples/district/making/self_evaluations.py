"""Self-evaluations of 2020, filed in 2021, with claimed points by the ordinary rule."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from .departments import person
from .exact import points, wan
from .points import earned, execution, met, rate
from .projects import Project
from .shape import JURISDICTION
from .streams import stream
from .style import style_of, write_actual, write_target
from .texts import goal_text, result_text
from .year_before import Spending, reviewed, slowed, spending

Json = dict[str, Any]
REASONS = (
    "受疫情影响，上半年现场工作无法开展，下半年已抓紧推进，剩余任务纳入下一年度计划。",
    "前期招标流标一次，合同签订较计划推迟两个月，今后将提前开展采购准备。",
    "部分点位因征地协调未完成无法施工，已成立专班逐户沟通，争取明年一季度完成。",
    "申报对象少于年初预估，今后将依据上年实际人数合理测算指标值。",
    "年中任务调整，未同步调整指标值，后续将严格履行目标调整程序。",
    "第三方服务人员变动较大，已约谈服务单位并按合同扣减考核款。",
    "年初目标设定偏高，已结合近三年完成值重新测算。",
)


def self_evaluation(project: Project) -> Json:
    """Write the self-evaluation of one project."""
    style, money, results = style_of(project.department.code), spending(project), slowed(project)
    got = [earned(m, a) for m, a in zip(project.measures, results, strict=True)]
    spent = execution(money.executed, money.adjusted)
    return {
        "form": "self_evaluation",
        "jurisdiction": JURISDICTION,
        "fiscal_year": 2020,
        "subject": {"kind": "policy" if project.object_kind == "政策" else "project", "code": project.code,
                    "name": project.name},
        "department": project.department.name,
        "unit": project.unit,
        "review": project.code in reviewed(),
        "money_unit": "万元",
        "funds": _funds(project, money),
        "execution_weight": "10",
        "claimed_execution_rate": rate(money.executed, money.adjusted),
        "claimed_execution_points": points(spent),
        "expected_goal": goal_text(project, 2020, style),
        "actual_goal": result_text(project, results, style),
        "indicators": [_row(project, number, results[number], got[number]) for number in range(len(got))],
        "claimed_total": points(sum(got) + spent),
        "filled_by": person("filed", project.code),
        "phone": f"0990-8{stream('phone', project.code).randrange(10**6):06d}",
    }  # fmt: skip


def _funds(project: Project, money: Spending) -> list[Json]:
    rng = stream("funds", project.code)
    left = money.adjusted // 12 if rng.random() < 0.1 else 0  # money carried over from 2019
    other = money.adjusted // 15 if rng.random() < 0.06 else 0
    lines = [("total", money.initial, money.adjusted, money.executed)]
    parts = [("carryover", left), ("other", other)]
    done = {line: money.executed * part // money.adjusted for line, part in parts}
    rest = money.adjusted - left - other
    lines.append(("fiscal", money.initial - other, rest, money.executed - sum(done.values())))
    lines += [(line, 0 if line == "carryover" else part, part, done[line]) for line, part in parts if part]
    return [
        {"line": line, "initial": wan(initial), "adjusted": wan(adjusted), "executed": wan(executed)}
        for line, initial, adjusted, executed in lines
    ]


def _row(project: Project, number: int, actual: Decimal, got: int) -> Json:
    measure, style = project.measures[number], style_of(project.department.code)
    direction, target, unit = write_target(style, measure, measure.target)
    reason = None if met(measure, actual) else stream("reason", project.code, number).choice(REASONS)
    return {
        "level1": measure.level1,
        "level2": measure.level2,
        "level3": measure.spec.name,
        "direction": direction,
        "target": target,
        "unit": unit,
        "actual": write_actual(style, measure, actual),
        "weight": points(measure.weight_cp),
        "claimed_points": points(got),
        "reason": reason,
    }
