"""十二月突击支付。

一个月付掉全年的三成以上，多是为了完成执行率。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="十二月突击支付",
    table="payments.items",
    severity="notice",
    basis=["hp-2021-report#三（三）2", "wenxiao-design"],
    hint="核对十二月各笔支付有没有合同、验收单和进度依据。",
)
def december_rush(p: Parameters) -> Finding:
    """Flag, once a project, too large a share of the year's payments in December; a single payment aside."""
    project = ("document", "project_code")
    paid = when(col("kind").fill("") != "下级付出", col("amount_fen"), 0)
    total = paid.sum().over(*project)
    december = when(col("month_number") == 12, paid, 0).sum().over(*project)
    return Finding(
        where=col("project_code").has_text()
        & (col("row") == col("row").smallest().over(*project))
        & (col("month_number").count().over(*project) > 1)
        & (when(col("month_number").is_missing(), 1, 0).sum().over(*project) == 0)
        & (total > 0)
        & (december / total > p.budget.december_max),
        at="amount",
        message="项目 {project_code} 全年支付 {total:万元}，其中十二月 {december:万元}，占 {share:.1%}，超过 {most:.0%}，请核对支付依据。",
        value="{share:.1%}",
        expected="不超过 {most:.0%}",
        total=total,
        december=december,
        share=december / total,
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
