"""Evaluations by finance: 36 objects in 2021 (2020 money) and 46 in 2020 (2019 money)."""

from __future__ import annotations

from typing import Any

from .department_money import evaluated_departments, money_of
from .departments import Department, departments
from .exact import WAN, points, split, wan
from .portfolio import portfolio
from .projects import name_of, project_code
from .shape import EVALUATED_BEFORE, EVALUATED_BEFORE_FEN, JURISDICTION
from .streams import stream
from .words import load, templates

Json = dict[str, Any]
PROJECT = (("决策", 2000), ("过程", 2000), ("产出", 3000), ("效益", 3000))
WHOLE = (("预算编制与目标管理", 2000), ("预算执行与监督", 3000), ("履职产出", 2500), ("履职效果", 2500))
REASONS = (
    "绩效指标未能覆盖主要支出内容",
    "预算执行不均衡，四季度支出占比偏高",
    "合同要素不齐全，签订日期漏填",
    "部分指标值设置偏低",
    "自评佐证材料不完整",
    "验收资料归档不及时",
)
ADVICE = (
    "提前谋划项目储备，加快支出进度。",
    "细化量化绩效指标，与支出内容逐项对应。",
    "健全合同会审和履约验收制度。",
    "建立项目成本台账，合理确定补助标准。",
)


def _scores(code: str, whole: bool, total: int) -> list[Json]:
    """Split a total over the four parts: deductions shared by weight, each with its reason."""
    rng = stream("scores", code)
    parts = WHOLE if whole else PROJECT
    lost = split(10_000 - total, [weight * rng.randint(5, 15) for _, weight in parts])
    return [
        {"level1": name, "weight": points(weight), "points": points(weight - cp),
         "comment": f"{rng.choice(REASONS)}，扣{points(cp)}分" if cp else None}
        for (name, weight), cp in zip(parts, lost, strict=True)
    ]  # fmt: skip


def _result(code: str, name: str, facts: Json, *, fen: int, total: int) -> Json:
    rng = stream("evaluation", code)
    whole = facts["object_kind"] == "部门整体支出"
    kind = "department" if whole else "policy" if facts["object_kind"] == "政策" else "project"
    return {
        "form": "evaluation_result",
        "jurisdiction": JURISDICTION,
        "subject": {"kind": kind, "code": code, "name": name},
        **facts,
        "money_unit": "万元",
        "amount": wan(fen),
        "agency": load("places")["agencies"][rng.randrange(7)],
        "scores": _scores(code, whole, total),
        "claimed_total": points(total),
        "problems": "；".join(f"{i}．{r}" for i, r in enumerate(rng.sample(REASONS, 3), start=1)) + "。",
        "advice": "".join(rng.sample(ADVICE, 2)),
    }


def evaluations() -> list[Json]:
    """Write the 36 results of 2021: what finance chose in the word list, projects first, then departments."""
    made = []
    years = {"fiscal_year": 2020, "activity_year": 2021}
    for number, item in enumerate(portfolio().evaluated):
        own = item.project
        facts = {
            "department": item.holder,
            "unit": own.unit if own else item.holder,
            **years,
            "object_kind": item.object_kind,
            "method": item.method,
            "category": item.category,
            "holder": "预算部门" if own else "区属国企",
        }
        code = own.code if own else f"{JURISDICTION}20T{999:06d}{number:04d}"
        made.append(_result(code, item.name, facts, fen=item.amount_fen, total=item.total_cp))
    by_name = {d.name: d for d in departments()}
    for name, method, total in evaluated_departments():
        department, money = by_name[name], money_of(by_name[name])
        facts = {**_whole(department), **years, "method": method}
        made.append(_result(department.code, name, facts, fen=money.basic + money.projects, total=total))
    for number, result in enumerate(made):
        result["agency"] = load("places")["agencies"][number % 7]  # all seven have work
    return made


def _whole(department: Department) -> Json:
    return {
        "department": department.name,
        "unit": department.units[0],
        "object_kind": "部门整体支出",
        "category": "部门整体支出",
        "holder": "预算部门",
    }


def evaluations_before() -> list[Json]:
    """Write the 46 results of 2020, less finely drawn."""
    rng = stream("before")
    wholes = rng.sample([d for d in departments() if d.size >= 24], 8)
    large = [d for d in departments() if d.size >= 8]
    others = [rng.choice(large) for _ in range(EVALUATED_BEFORE - len(wholes))]
    weights = [rng.randint(4, 100) ** 2 for _ in others] + [rng.randint(60, 180) ** 2 for _ in wholes]
    amounts = split(EVALUATED_BEFORE_FEN, weights, WAN // 100)
    years = {"fiscal_year": 2019, "activity_year": 2020}
    made = []
    for number, (department, fen) in enumerate(zip([*others, *wholes], amounts, strict=True)):
        total = rng.choice((rng.randint(9000, 9400), rng.randint(8000, 8999), rng.randint(8000, 8999), 7840))
        facts = {**_whole(department), **years, "method": "自评复核" if rng.random() < 0.4 else "重点评价"}
        code, name = department.code, department.name
        if number < len(others):
            category = rng.choice(("一般项目", "一般项目", "基建项目"))
            facts |= {"object_kind": "项目", "category": category}
            ways = templates(department.groups[0])
            name = name_of(department, ways[number % len(ways)], f"before-{number}", set())
            code = project_code(department, 2018, 800 + number)
        made.append(_result(code, name, facts, fen=fen, total=total))
    return made
