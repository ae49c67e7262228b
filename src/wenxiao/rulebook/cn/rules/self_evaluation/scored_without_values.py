"""没有指标值和完成值却有得分。

目标和完成情况都空着，得分没有依据。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="没有指标值和完成值却有得分",
    table="self_evaluation.indicators",
    severity="error",
    basis=["caiyu-2020-10#单位自评"],
    hint="补填年度指标值和实际完成值；不适用的指标请删除整行并把分值分给其他指标。",
)
def scored_without_values(_p: Parameters) -> Finding:
    """Flag claimed points on a row whose target and actual are both missing."""
    return Finding(
        where=(col("target_kind") == "missing")
        & (col("actual_kind") == "missing")
        & (col("claimed_points_cp") > 0),
        at="claimed_points",
        message="指标「{level3}」没有填指标值和完成值，却得 {claimed_points_cp:分}。",
        value="{claimed_points_cp:分}",
        expected="先填指标值和完成值",
    )


CASES = [
    Case.ok("有值", level3="工程质量合格率", target="100%", actual="100%", weight="10", claimed_points="10"),
    Case.ok("没有得分", level3="工程质量合格率", weight="10"),
    Case.bad("空着得分", level3="工程质量合格", target="", actual="", weight="10", claimed_points="10"),
]
