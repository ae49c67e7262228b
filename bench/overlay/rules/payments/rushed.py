"""支付集中在四季度。"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="支付集中在四季度",
    table="payments.items",
    severity="warning",
    basis=["caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="说明原因。",
)
def rushed(_: Parameters) -> Finding:
    """Flag, once a project, payments of which more than six tenths fall into the last quarter."""
    late = when(col("month") >= 10, col("amount_fen")).sum().over("document")
    total = col("amount_fen").sum().over("document")
    return Finding(
        where=(col("row") == 0) & (late > total * 0.6),
        at="amount",
        message="四季度支付 {late:万元}，占全年 {total:万元} 的六成以上。",
        late=late,
        total=total,
    )


CASES: list[Case] = []
