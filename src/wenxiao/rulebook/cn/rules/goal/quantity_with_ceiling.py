"""数量指标写成“不超过”。

数量指标一般是“不少于”；写成“≤”，做得越少反而越好，多半是符号填反了。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

FEWER_IS_BETTER = (
    "成本|费用|支出|投诉|事故|损失|差错|逾期|超支|空置|排放|能耗|人员控制|时长|时限|次数上限|调整"
)


@rule(
    title="数量指标写成“不超过”",
    table="goal.indicators",
    severity="notice",
    basis=["caiyu-2015-88#绩效目标审核"],
    hint="确认是“不少于”还是“不超过”；方向无误的，在“说明”栏写明。",
)
def quantity_with_ceiling(_p: Parameters) -> Finding:
    """Flag a ceiling on a quantity whose name does not ask for fewer."""
    return Finding(
        where=col("level2").matches("数量")
        & col("target_comparator").is_in(["<=", "<"])
        & ~col("level3").matches(FEWER_IS_BETTER)
        & col("note").is_empty(),
        at="target",
        message="数量指标「{level3}」写作 {target}，数量一般是“不少于”，请确认没有填反。",
        expected="≥",
    )


CASES = [
    Case.ok("下限", level2="数量指标", level3="示范村建设数量", target="≥4"),
    Case.ok("投诉上限", level2="数量指标", level3="有效投诉件数", target="≤4件"),
    Case.bad("疑似填反", level2="数量指标", level3="示范村建设数量", target="≤4"),
]
