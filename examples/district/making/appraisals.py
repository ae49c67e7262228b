"""Ex-ante appraisals of 42 projects of the 2021 budget: 39 recommended, 3 turned down."""

from __future__ import annotations

from typing import Any

from .departments import Department
from .exact import WAN, points, split, wan
from .portfolio import portfolio, rejected
from .projects import project_code
from .shape import APPRAISAL_CUT_FEN, JURISDICTION, REJECTED, YEAR
from .streams import stream

Json = dict[str, Any]
DIMENSIONS = ("立项必要性", "投入经济性", "绩效目标合理性", "实施方案可行性", "筹资合规性")
COMMENTS = (
    "依据较充分",
    "论证较全面，个别测算缺少依据",
    "目标与任务基本匹配",
    "实施路径清晰，进度安排偏紧",
    "资金渠道合规",
)
CUTS = (
    "部分单价高于市场询价",
    "与在用系统功能重复的内容不予安排",
    "工程量按现场踏勘核减",
    "培训、宣传类支出按标准核减",
)


def appraisals() -> list[Json]:
    """Write the 42 results; what the appraisals cut adds up to the district's figure."""
    rng = stream("appraisals")
    chosen = portfolio().appraised
    refused = rejected()
    lost = [rng.randint(380, 2600) * WAN + rng.randrange(100) * 10_000 for _ in refused]
    rest = APPRAISAL_CUT_FEN - sum(lost)
    shares = [p.budget_fen // WAN * rng.randint(2, 20) if rng.random() < 0.85 else 0 for p in chosen]
    shares[0] = shares[0] or 1
    cuts = split(rest, shares, 10_000)
    made = [
        _result(
            p.department,
            p.code,
            p.name,
            declared=p.budget_fen + cut,
            approved=p.budget_fen,
            kind=p.object_kind,
        )
        for p, cut in zip(chosen, cuts, strict=True)
    ]
    for number, ((department, name), fen) in enumerate(zip(refused, lost, strict=True)):
        code = project_code(department, YEAR, 990 + number)
        made.append(_result(department, code, name, declared=fen, approved=0, kind="项目"))
    assert len(refused) == REJECTED  # noqa: S101
    return made


def _result(department: Department, code: str, name: str, *, declared: int, approved: int, kind: str) -> Json:
    rng = stream("appraisal", code)
    got = [rng.randint(7, 14) if approved == 0 else rng.randint(15, 20) for _ in DIMENSIONS]
    halves = [cp * 100 - (50 if rng.random() < 0.3 else 0) for cp in got]
    cut = declared - approved
    if approved == 0:
        opinion = "立项依据不足，与现有项目内容重复，投入产出测算缺少支撑，建议不予立项。"
    elif cut:
        opinion = f"建议立项。申报{wan(declared)}万元，核减{wan(cut)}万元：{rng.choice(CUTS)}。"
    else:
        opinion = "建议立项，申报金额测算合理，不作核减。"
    return {
        "form": "appraisal_result",
        "jurisdiction": JURISDICTION,
        "fiscal_year": YEAR,
        "subject": {"kind": "policy" if kind == "政策" else "project", "code": code, "name": name},
        "department": department.name,
        "unit": department.units[0],
        "object_kind": kind,
        "money_unit": "万元",
        "declared": wan(declared),
        "approved": wan(approved),
        "conclusion": "建议立项" if approved else "建议不予立项",
        "experts": rng.choice(("5", "5", "7")),
        "dimensions": [
            {"dimension": dimension, "weight": "20", "points": points(cp),
             "comment": comment if cp < 1900 else None}
            for dimension, comment, cp in zip(DIMENSIONS, COMMENTS, halves, strict=True)
        ],
        "claimed_total": points(sum(halves)),
        "opinion": opinion,
    }  # fmt: skip
