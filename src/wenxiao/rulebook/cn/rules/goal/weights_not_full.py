"""绩效指标分值合计不对。

申报时绩效指标分值合计为 90 分（另有预算执行率 10 分）或 100 分；合计不对，年底得分无从比较。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="绩效指标分值合计不对",
    table="goal",
    severity="error",
    basis=["caiyu-2020-10#单位自评指标权重"],
    hint="调整各行分值，使合计为 90 分（预算执行率另计 10 分）或 100 分。",
)
def weights_not_full(p: Parameters) -> Finding:
    """Flag weights that sum neither to the full total nor to it less the execution weight."""
    full = p.weights.full * 100
    less = full - p.score.execution_weight * 100
    return Finding(
        where=col("weight_total_cp").is_given()
        & (col("weight_total_cp") != full)
        & (col("weight_total_cp") != less),
        at="indicators",
        message="绩效指标分值合计 {weight_total_cp:分}，应为 {less:分}或 {full:分}。",
        value="{weight_total_cp:分}",
        expected="{less:分}或 {full:分}",
        full=full,
        less=less,
    )


CASES = [
    Case.ok("90 分", weight_total="90"),
    Case.ok("100 分", weight_total="100"),
    Case.ok("没有分值栏", weight_total=None),
    Case.bad("89 分", weight_total="89"),
    Case.bad("差 0.1 分", weight_total="90.1"),
]
