"""预算执行率得分算错。

得分应为执行数 ÷ 全年预算数 × 分值，最高为满分。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="预算执行率得分算错",
    table="self_evaluation",
    severity="error",
    basis=["caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="按执行率乘以分值改正得分。",
)
def execution_points_differ(_p: Parameters) -> Finding:
    """Flag claimed execution points that differ from the computed ones by 0.01 or more."""
    difference = col("claimed_execution_points_cp") - col("execution_points_cp")
    return Finding(
        where=difference.abs() >= 1,
        at="claimed_execution_points",
        message="预算执行率 {rate:.2%}，按分值 {execution_weight_used_cp:分}应得 {execution_points_cp:分}，"
        "填报 {claimed_execution_points_cp:分}。",
        value="{claimed_execution_points_cp:分}",
        expected="{execution_points_cp:分}",
        rate=col("execution_rate"),
    )


CASES = [
    Case.ok(
        "算对",
        total_adjusted="100",
        total_executed="76",
        execution_weight="10",
        claimed_execution_points="7.6",
    ),
    Case.bad(
        "算错",
        total_adjusted="100",
        total_executed="94",
        execution_weight="6",
        claimed_execution_points="4.2",
    ),
]
