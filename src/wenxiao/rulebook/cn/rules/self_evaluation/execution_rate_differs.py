"""填报的预算执行率与金额算出的不一致。

执行率应为全年执行数 ÷ 全年预算数。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="填报的预算执行率与金额算出的不一致",
    table="self_evaluation",
    severity="error",
    basis=["caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="核对金额和执行率，改正错的一处。",
)
def execution_rate_differs(_p: Parameters) -> Finding:
    """Flag a printed rate that is more than half a percentage point off."""
    return Finding(
        where=(col("claimed_execution_rate") - col("execution_rate")).abs() > 0.005,
        at="claimed_execution_rate",
        message="填报执行率 {claimed:.2%}，按执行数 {total_executed_fen:万元}、全年预算数 {total_adjusted_fen:万元}"
        "计算为 {rate:.2%}。",
        value="{claimed:.2%}",
        expected="{rate:.2%}",
        rate=col("execution_rate"),
        claimed=col("claimed_execution_rate"),
    )


CASES = [
    Case.ok("四舍五入", total_adjusted="16", total_executed="10.01", claimed_execution_rate="63%"),
    Case.bad("写错", total_adjusted="90", total_executed="89.974", claimed_execution_rate="0"),
]
