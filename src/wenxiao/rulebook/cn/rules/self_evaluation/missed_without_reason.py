"""没有完成而没有说明原因。

未达到指标值的，须写明原因和改进措施。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="没有完成而没有说明原因",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#单位自评"],
    hint="在“偏差原因分析及改进措施”栏写明原因和措施。",
)
def missed_without_reason(_p: Parameters) -> Finding:
    """Flag a missed target without a reason."""
    return Finding(
        where=(col("met") == False) & col("reason").is_empty(),  # noqa: E712 - a column, not a value
        at="reason",
        message="指标「{level3}」目标 {target}，实际 {actual}，没有达到目标，须写明原因和改进措施。",
        value="{actual}",
        expected="写明原因和改进措施",
    )


CASES = [
    Case.ok("完成", level3="知晓率", target="≥95%", actual="96%"),
    Case.ok(
        "写了原因", level3="知晓率", target="≥95%", actual="90%", reason="宣传启动较晚，明年提前到一季度"
    ),
    Case.bad("没写原因", level3="知晓率", target="≥95%", actual="90%"),
]
