"""十二月突击支付。

一个月付掉全年的三成以上，多是为了完成执行率。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="十二月突击支付",
    table="payments.projects",
    severity="notice",
    basis=["hp-2021-report#三（三）2", "wenxiao-design"],
    hint="核对十二月各笔支付有没有合同、验收单和进度依据。",
)
def december_rush(p: Parameters) -> Finding:
    """Flag, once a project, too large a share of the year's payments in December; a single payment aside."""
    return Finding(
        where=(col("undated") == 0)
        & (col("payments") > 1)
        & (col("total_fen") > 0)
        & (col("december_fen") / col("total_fen") > p.budget.december_max),
        at="amount",
        message="项目 {project_code} 全年支付 {total_fen:万元}，其中十二月 {december_fen:万元}，占 {share:.1%}，"
        "超过 {most:.0%}，请核对支付依据。",
        value="{share:.1%}",
        expected="不超过 {most:.0%}",
        share=col("december_fen") / col("total_fen"),
        most=p.budget.december_max,
    )


CASES = [
    Case.ok(
        "两成",
        {"project_code": "X1", "amount": "80", "date": "2021-05-10"},
        {"project_code": "X1", "amount": "20", "date": "2021-12-10"},
    ),
    Case.ok("全年只有一笔", {"project_code": "X1", "amount": "80", "date": "2021-12-10"}),
    Case.bad(
        "四成",
        {"project_code": "X1", "amount": "60", "date": "2021-05-10"},
        {"project_code": "X1", "amount": "40", "date": "2021-12-10"},
    ),
]
