"""得分超过分值。

任何一项得分都不能超过该项分值。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="得分超过分值",
    table="self_evaluation.indicators",
    severity="error",
    basis=["caiyu-2020-10#评分与评级"],
    hint="把得分改为不超过该项分值。",
)
def claimed_over_weight(_p: Parameters) -> Finding:
    """Flag claimed points above the row's weight."""
    return Finding(
        where=col("claimed_points_cp") > col("weight_cp"),
        at="claimed_points",
        message="指标「{level3}」分值 {weight_cp:分}，填报得分 {claimed_points_cp:分}，得分不能超过分值。",
        value="{claimed_points_cp:分}",
        expected="不超过 {weight_cp:分}",
    )


CASES = [
    Case.ok("满分", level3="面积", weight="10", claimed_points="10"),
    Case.bad("超出", level3="面积", weight="10", claimed_points="12"),
]
