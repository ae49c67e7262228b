"""疑似元和万元填混。

同一行里年初预算数与全年预算数、全年预算数与执行数相差约一万倍，多半有一处单位填错。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="疑似元和万元填混",
    table="self_evaluation",
    severity="error",
    basis=["caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="核对表头的金额单位，把填错的一处改过来。",
)
def money_unit_slip(_p: Parameters) -> Finding:
    """Flag amounts of one row that stand apart by about the factor 10,000."""
    up = col("total_initial_fen") / col("total_adjusted_fen")
    down = col("total_adjusted_fen") / col("total_executed_fen")
    return Finding(
        where=((up > 2000) & (up < 50000))
        | ((up < 1 / 2000) & (up > 1 / 50000))
        | ((down > 2000) & (down < 50000))
        | ((down < 1 / 2000) & (down > 1 / 50000)),
        at="funds.total.adjusted",
        message="年初预算数 {total_initial_fen:万元}、全年预算数 {total_adjusted_fen:万元}、"
        "全年执行数 {total_executed_fen:万元}，相差约一万倍，疑似元和万元填混。",
        value="{total_adjusted_fen:万元}",
    )


CASES = [
    Case.ok("相近", total_initial="100", total_adjusted="120", total_executed="110"),
    Case.ok("几乎没花", total_initial="100", total_adjusted="100", total_executed="0"),
    Case.bad("执行数填成元", total_initial="100", total_adjusted="100", total_executed="985000"),
]
