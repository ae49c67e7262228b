"""得分率明显高于预算执行率。

钱没花出去，产出却全部完成，自评得分与执行不相称。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="得分率明显高于预算执行率",
    table="self_evaluation",
    severity="warning",
    basis=["product-practice", "hp-2021-report#三（三）4"],
    hint="说明资金没有支出而产出已经完成的原因，例如尾款未到支付节点。",
)
def score_far_above_execution(p: Parameters) -> Finding:
    """Flag (score rate − execution rate) ÷ score rate above the line where much is unspent."""
    rate = col("claimed_total_cp") / 10000
    gap = (rate - col("execution_rate")) / rate
    return Finding(
        where=(gap > p.score.rate_gap) & (col("execution_rate") < 1 - p.score.unspent_share),
        at="claimed_total",
        message="自评总分 {claimed_total_cp:分}，预算执行率只有 {spent:.2%}，还有 {left:.2%} 没有支出。",
        value="{claimed_total_cp:分}",
        expected="与预算执行率 {spent:.2%} 相称，或说明原因",
        spent=col("execution_rate"),
        left=1 - col("execution_rate"),
    )


CASES = [
    Case.ok("都高", claimed_total="96", execution_rate="0.97"),
    Case.ok("略有结余", claimed_total="99", execution_rate="0.865"),
    Case.bad("只花两成", claimed_total="84", execution_rate="0.2"),
]
