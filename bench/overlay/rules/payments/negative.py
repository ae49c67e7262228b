"""支付金额为负。"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="支付金额为负",
    table="payments.items",
    severity="notice",
    basis=["caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="确认是否退款。",
)
def negative(_: Parameters) -> Finding:
    """Flag payments below zero."""
    return Finding(
        where=col("amount_fen") < 0,
        at="amount",
        message="{date} 支付 {amount_fen:万元}，金额为负，请确认是否退款。",
    )


CASES: list[Case] = []
