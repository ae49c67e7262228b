"""填报得分与按规则计算的得分不一致。

能按规则算出得分的指标，填报得分应当与之相同；不同的须说明理由。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="填报得分与按规则计算的得分不一致",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#定量指标得分方法"],
    hint="按规则改正得分；有理由另行计分的，在“偏差原因”栏写明。",
)
def claimed_points_differ(_p: Parameters) -> Finding:
    """Flag a computable row whose claimed points are not what the rule gives."""
    difference = col("claimed_points_cp") - col("points_cp")
    return Finding(
        where=(col("status") == "scored") & (difference.abs() >= 1),
        at="claimed_points",
        message="指标「{level3}」目标 {target}，实际 {actual}，按规则得 {points_cp:分}，填报 {claimed_points_cp:分}。",
        value="{claimed_points_cp:分}",
        expected="{points_cp:分}",
    )


CASES = [
    Case.ok("一致", level3="覆盖率", target="100%", actual="98%", weight="10", claimed_points="9.8"),
    Case.ok("定性由人评", level3="影响", target="明显", actual="明显", weight="10", claimed_points="9"),
    Case.bad("达标少记", level3="及时率", target="≥100%", actual="100%", weight="10", claimed_points="7"),
    Case.bad("未达多记", level3="知晓率", target="=100%", actual="98%", weight="10", claimed_points="10"),
]
