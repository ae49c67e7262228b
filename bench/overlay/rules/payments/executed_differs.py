"""自评填的执行数与支付明细合计不一致。"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="执行数与支付明细不符",
    table="self_evaluation",
    severity="error",
    basis=["caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="核对国库支付明细后更正执行数。",
)
def executed_differs(_: Parameters) -> Finding:
    """Flag filings whose executed amount is not the sum of the payments."""
    return Finding(
        where=(col("total_executed_fen") - col("paid_total_fen")).abs() > 100,
        at="funds.total.executed",
        message="全年执行数 {total_executed_fen:万元}，支付明细合计 {paid_total_fen:万元}，两者应当相等。",
    )


CASES: list[Case] = []
