"""预算执行率低而没有说明原因。

钱没有花完，全表却没有一处写明原因，闲置的资金说不清去向。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="预算执行率低而没有说明原因",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["sichuan-form-2023", "hp-2021-report#三（三）2"],
    hint="在“偏差原因分析及改进措施”栏写明没有支出的原因和下一步安排。",
)
def low_execution_without_reason(p: Parameters) -> Finding:
    """Flag, once a document, execution below the line with no reason in any row."""
    reasons = when(col("reason").has_text(), 1).count().over("document")
    return Finding(
        where=(col("row") == 0)
        & (col("doc.execution_rate") < p.score.execution_explain_below)
        & (reasons == 0),
        at="reason",
        message="预算执行率 {rate:.2%}，低于 {limit:.0%}，全表没有一处说明原因。",
        value="{rate:.2%}",
        expected="写明原因",
        rate=col("doc.execution_rate"),
        limit=p.score.execution_explain_below,
    )


CASES = [
    Case.ok("执行得好", level3="人数", doc__execution_rate="0.95"),
    Case.ok("说明了", level3="人数", doc__execution_rate="0.7", reason="尾款按合同次年支付"),
    Case.bad("没有说明", level3="人数", doc__execution_rate="0.7"),
]
