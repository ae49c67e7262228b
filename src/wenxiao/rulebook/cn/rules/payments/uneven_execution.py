"""上半年滞后、下半年赶进度。

上半年只付了小头，最后三个月付了大头，钱是赶着花出去的。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="上半年滞后、下半年赶进度",
    table="payments.projects",
    severity="warning",
    basis=["hp-2021-report#三（三）2", "wenxiao-design"],
    hint="说明上半年未支付的原因；下年按进度编制支付计划。",
)
def uneven_execution(p: Parameters) -> Finding:
    """Flag, once a project, payments that lag in the first half and rush in the last quarter."""
    total, first, last = col("total_fen"), col("first_half_fen"), col("last_quarter_fen")
    return Finding(
        where=(col("undated") == 0)
        & (col("doc.last_month") == 12)  # the list reaches to the end of the year
        & (total > 0)
        & (first / total < p.budget.first_half_min)
        & (last / total > p.budget.last_quarter_max),
        at="amount",
        message="项目 {project_code} 全年支付 {total_fen:万元}，上半年占 {first:.1%}，最后三个月占 {last:.1%}；"
        "上半年应不低于 {least:.0%}，最后三个月应不超过 {most:.0%}，须说明原因。",
        value="上半年 {first:.1%}，最后三个月 {last:.1%}",
        expected="上半年不低于 {least:.0%}，最后三个月不超过 {most:.0%}",
        first=first / total,
        last=last / total,
        least=p.budget.first_half_min,
        most=p.budget.last_quarter_max,
    )


def _paid(amount: str, date: str, **more: str) -> dict[str, str]:
    return {"project_code": "X1", "amount": amount, "date": date, **more}


CASES = [
    Case.ok("均衡", _paid("50", "2021-05-10"), _paid("50", "2021-12-10")),
    Case.ok("还没到年底", _paid("10", "2021-03-10"), _paid("90", "2021-10-10")),
    Case.ok(
        "有一笔不知月份",
        _paid("10", "2021-03-10"),
        {"project_code": "X1", "amount": "90"},
        _paid("90", "2021-12-01"),
    ),
    Case.ok(
        "下级再付出的不算第二遍",
        _paid("50", "2021-03-10", kind="拨给下级"),
        _paid("50", "2021-12-10"),
        _paid("50", "2021-12-20", kind="下级付出"),
    ),
    Case.bad(
        "七成在最后三个月", _paid("20", "2021-06-30"), _paid("10", "2021-08-01"), _paid("70", "2021-12-31")
    ),
    Case.bad(
        "只写月份",
        {"project_code": "X1", "amount": "20", "month": "6"},
        {"project_code": "X1", "amount": "80", "month": "12"},
    ),
]
