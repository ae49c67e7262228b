"""指标值下调得比预算多。

批复的目标一般不调；预算调减时可以同步调减，但指标值降得比钱多，年末就容易“超额完成”。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="指标值下调得比预算多",
    table="goal_adjustment.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标调整", "hp-2021-report#二（二）3"],
    hint="按预算调减的幅度重新测算指标值；确有客观原因的，写明原因和批准文件。",
)
def target_lowered_beyond_budget(p: Parameters) -> Finding:
    """Flag a higher-is-better target cut by more than the money."""
    ratio = col("target_value") / col("before_target_value")
    money = col("doc.total_after_fen") / col("doc.total_before_fen")
    return Finding(
        where=(col("direction") == "higher")
        & (col("before_target_value") > 0)
        & (col("doc.total_before_fen") > 0)
        & (ratio < 1)
        & (ratio < money),
        at="target",
        message="指标「{level3}」由 {before_target} 调为 {target}，是原来的 {ratio:.0%}；预算调整后是原来的 {money:.0%}。"
        "指标值不应降得比预算多，须说明原因。",
        value="{target}",
        expected="不低于原指标值的 {money:.0%}",
        ratio=ratio,
        money=money,
    )


CASES = [
    Case.ok(
        "同步调减",
        level3="清扫面积",
        before_target="≥100",
        target="≥80",
        doc__total_before="100",
        doc__total_after="80",
    ),
    Case.ok(
        "调高",
        level3="清扫面积",
        before_target="≥100",
        target="≥120",
        doc__total_before="100",
        doc__total_after="100",
    ),
    Case.ok(
        "成本降低",
        level3="单位成本",
        before_target="≤100",
        target="≤80",
        doc__total_before="100",
        doc__total_after="100",
    ),
    Case.bad(
        "预算不变而下调",
        level3="清扫面积",
        before_target="≥100",
        target="≥80",
        doc__total_before="100",
        doc__total_after="100",
    ),
    Case.bad(
        "降得更多",
        level3="清扫面积",
        before_target="≥100",
        target="≥50",
        doc__total_before="100",
        doc__total_after="80",
    ),
]
