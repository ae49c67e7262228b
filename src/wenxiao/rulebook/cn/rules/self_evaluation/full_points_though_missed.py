"""没有完成却填满分。

实际完成值没有达到指标值，得分却等于分值。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="没有完成却填满分",
    table="self_evaluation.indicators",
    severity="error",
    basis=["caiyu-2020-10#定量指标得分方法"],
    hint="按完成比例改正得分，并写明未完成的原因和改进措施。",
)
def full_points_though_missed(_p: Parameters) -> Finding:
    """Flag a missed target for which the full weight is claimed."""
    missed = (col("met") == False) & (col("weight_cp") > 0)  # noqa: E712 - a column, not a value
    return Finding(
        where=missed & (col("claimed_points_cp") >= col("weight_cp")),
        at="claimed_points",
        message="指标「{level3}」目标 {target}，实际 {actual}，没有达到目标，却填满分 {weight_cp:分}。",
        value="{claimed_points_cp:分}",
        expected="低于 {weight_cp:分}",
    )


CASES = [
    Case.ok("达到", level3="采购执行率", target="100%", actual="100%", weight="2", claimed_points="2"),
    Case.ok(
        "未达已扣", level3="采购执行率", target="100%", actual="72.74%", weight="2", claimed_points="1.45"
    ),
    Case.bad("未达满分", level3="采购执行率", target="100%", actual="72.74%", weight="2", claimed_points="2"),
]
