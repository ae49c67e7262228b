"""自评表分值合计不是 100 分。

预算执行率和各项指标分值合计须为 100 分，否则总分和等级没有意义。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="自评表分值合计不是 100 分",
    table="self_evaluation",
    severity="error",
    basis=["caiyu-2020-10#评分与评级"],
    hint="调整各行分值，使预算执行率与各项指标合计为 100 分。",
)
def weights_not_full(p: Parameters) -> Finding:
    """Flag printed weights that do not sum to the full total; a form without weights on its rows is left alone."""
    full = p.weights.full * 100
    return Finding(
        where=(col("weight_total_cp") != full)
        & (col("weight_total_cp") != col("execution_weight_cp").fill(0)),
        at="indicators",
        message="分值合计 {weight_total_cp:分}，应为 {full:分}。",
        value="{weight_total_cp:分}",
        expected="{full:分}",
        full=full,
    )


CASES = [
    Case.ok("一百", weight_total="100"),
    Case.ok("没有分值栏", weight_total=None),
    Case.ok("只印了预算执行的分值", weight_total="20", execution_weight="20"),
    Case.bad("一百一", weight_total="110"),
    Case.bad("九十", weight_total="90"),
]
