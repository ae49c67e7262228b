"""定性指标得分超出该档允许的范围。

达成的得 80%～100%，部分达成的得 60%～80%，未达成的得 60% 以下。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="定性指标得分超出该档允许的范围",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#定性指标得分方法"],
    hint="按完成情况对应的档次改正得分，或改正完成情况的表述。",
)
def judged_points_outside_band(_p: Parameters) -> Finding:
    """Flag claimed points on a judged row that its own wording does not allow."""
    return Finding(
        where=(col("status") == "needs_judgement")
        & col("claimed_points_cp").is_given()
        & col("taken_cp").is_missing()
        & (col("weight_cp") > 0),
        at="claimed_points",
        message="指标「{level3}」的完成情况为“{actual}”，分值 {weight_cp:分}，填报得分 {claimed_points_cp:分}，"
        "超出该档允许的范围。",
        value="{claimed_points_cp:分}",
    )


CASES = [
    Case.ok(
        "达成满分", level3="机制建设", target="健全", actual="达成预期指标", weight="10", claimed_points="10"
    ),
    Case.bad(
        "达成却只得三成",
        level3="机制建设",
        target="健全",
        actual="达成预期指标",
        weight="10",
        claimed_points="3",
    ),
]
