"""指标值明显低于上年完成值。

指标值定得过低，产出会大大超过计划，评价得分失真；财政审核目标时应要求说明理由。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="指标值明显低于上年完成值",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标审核", "hp-2021-report#三（三）1"],
    hint="参照近年完成值重新设定；确需下调的，在“说明”栏写明原因。",
)
def target_far_below_history(p: Parameters) -> Finding:
    """Flag a higher-is-better target far below what was reached last year, without a note."""
    ratio = col("last_actual_value") / col("target_value")
    return Finding(
        where=(col("direction") == "higher") & (ratio > p.goal.max_over_completion) & col("note").is_empty(),
        at="target",
        message="指标「{level3}」的指标值为 {target}，上年完成 {last_actual}，是指标值的 {ratio:.0%}，超过 {limit:.0%}。",
        expected="接近上年完成值 {last_actual}，或写明下调原因",
        ratio=ratio,
        limit=p.goal.max_over_completion,
    )


CASES = [
    Case.ok("接近上年", level3="清扫面积", target="≥100", last_actual="110"),
    Case.ok("有说明", level3="清扫面积", target="≥100", last_actual="300", note="任务减半"),
    Case.ok("没有上年数", level3="清扫面积", target="≥100"),
    Case.bad("过低", level3="清扫面积", target="≥100", last_actual="300"),
]
