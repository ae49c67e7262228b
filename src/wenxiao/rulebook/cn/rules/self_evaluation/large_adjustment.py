"""年中大幅调整预算。

年初与年末的预算相差很大，说明预算编制不够科学，目标也应同步调整。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="年中大幅调整预算",
    table="self_evaluation",
    severity="warning",
    basis=["hp-2021-report#三（三）2", "wenxiao-design"],
    hint="说明调整的原因和批准文件；调整后同步调整绩效目标。",
)
def large_adjustment(p: Parameters) -> Finding:
    """Flag an adjusted budget far from the initial one."""
    change = (col("total_adjusted_fen") - col("total_initial_fen")) / col("total_initial_fen")
    slip = (col("total_adjusted_fen") / col("total_initial_fen")) > 1000
    return Finding(
        where=(change.abs() > p.budget.adjustment_max)
        & (col("total_initial_fen") > 0)
        & (col("total_adjusted_fen") > 0)
        & ~slip,
        at="funds.total.adjusted",
        message="年初预算数 {total_initial_fen:万元}，全年预算数 {total_adjusted_fen:万元}，调整幅度 {change:.1%}，"
        "超过 {limit:.0%}，须说明原因。",
        value="{total_adjusted_fen:万元}",
        expected="调整幅度不超过 {limit:.0%}，或说明原因",
        change=change.abs(),
        limit=p.budget.adjustment_max,
    )


CASES = [
    Case.ok("小调", total_initial="100", total_adjusted="120"),
    Case.ok("年中新增", total_initial="0", total_adjusted="120"),
    Case.bad("调增一半", total_initial="100", total_adjusted="150"),
    Case.bad("调减六成", total_initial="100", total_adjusted="40"),
]
