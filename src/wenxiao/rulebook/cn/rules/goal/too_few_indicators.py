"""绩效指标太少。

只有两三条指标，说不清钱办成了哪些事。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="绩效指标太少",
    table="goal",
    severity="warning",
    basis=["wenxiao-design", "caiyu-2015-88#绩效目标审核"],
    hint="补充主要产出、效益和满意度指标。",
)
def too_few_indicators(p: Parameters) -> Finding:
    """Flag a goal with fewer indicators than the line."""
    least = p.goal.min_indicators
    return Finding(
        where=(col("indicator_count") < least) & (col("indicator_count") > 0),
        at="indicators",
        message="「{subject_name}」只有 {indicator_count} 条绩效指标，少于 {least} 条，说不清钱办成了哪些事。",
        value="{indicator_count} 条",
        expected="至少 {least} 条",
        least=least,
    )


CASES = [
    Case.ok("六条", subject_name="清扫", indicator_count="6"),
    Case.bad("三条", subject_name="清扫", indicator_count="3"),
]
