"""执行数超过全年预算数。

支出不得超过预算；多半是预算没有填调整后的数，或单位不一致。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="执行数超过全年预算数",
    table="self_evaluation",
    severity="error",
    basis=["budget-law", "caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="全年预算数填调整后的数；确有超支的，说明资金来源。",
)
def executed_over_budget(_p: Parameters) -> Finding:
    """Flag execution above the adjusted budget."""
    return Finding(
        where=(col("total_executed_fen") > col("total_adjusted_fen")) & (col("total_adjusted_fen") > 0),
        at="funds.total.executed",
        message="全年执行数 {total_executed_fen:万元}，超过全年预算数 {total_adjusted_fen:万元}，执行率 {rate:.2%}。",
        value="{total_executed_fen:万元}",
        expected="不超过 {total_adjusted_fen:万元}",
        rate=col("execution_rate"),
    )


CASES = [
    Case.ok("用完", total_adjusted="329.77", total_executed="329.77"),
    Case.ok("没有预算数", total_executed="10"),
    Case.bad("超支", total_adjusted="329.77", total_executed="338.31"),
]
