"""资金分项合计与总额不一致。

年度资金总额应等于财政拨款、上年结转和其他资金之和；总额为零而分项有数，执行率会算错。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="资金分项合计与总额不一致",
    table="self_evaluation",
    severity="error",
    basis=["caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="核对各行金额和单位，使“年度资金总额”等于下面各行之和。",
)
def funds_parts_not_total(_p: Parameters) -> Finding:
    """Flag a total of the adjusted budget or of execution that differs from the sum of its parts."""
    budget = (
        col("fiscal_adjusted_fen") + col("carryover_adjusted_fen").fill(0) + col("other_adjusted_fen").fill(0)
    )
    spent = (
        col("fiscal_executed_fen") + col("carryover_executed_fen").fill(0) + col("other_executed_fen").fill(0)
    )
    return Finding(
        where=(col("total_adjusted_fen") != budget) | (col("total_executed_fen") != spent),
        at="funds.total.adjusted",
        message="年度资金总额：全年预算数 {total_adjusted_fen:万元}、执行数 {total_executed_fen:万元}；"
        "分项合计为 {budget:万元}、{spent:万元}，两者应当相等。",
        value="{total_adjusted_fen:万元}",
        expected="{budget:万元}",
        budget=budget,
        spent=spent,
    )


CASES = [
    Case.ok(
        "一致",
        total_adjusted="90",
        fiscal_adjusted="80",
        other_adjusted="10",
        total_executed="70",
        fiscal_executed="60",
        other_executed="10",
    ),
    Case.ok("没有分项", total_adjusted="90", total_executed="70"),
    Case.bad(
        "总额为零", total_adjusted="0", fiscal_adjusted="89.974", total_executed="0", fiscal_executed="89.974"
    ),
]
