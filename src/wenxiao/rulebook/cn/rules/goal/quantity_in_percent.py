"""数量指标用了百分比。

数量指标要写多少个、多少人；写百分比看不出做了多少。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="数量指标用了百分比",
    table="goal.indicators",
    severity="notice",
    basis=["caiyu-2015-88#绩效目标设定要求"],
    hint="写出数量和单位；确是比率的，移到质量指标或时效指标。",
)
def quantity_in_percent(_p: Parameters) -> Finding:
    """Flag a percentage under the quantity indicators."""
    return Finding(
        where=col("level2").matches("数量")
        & ~col("level2").matches("质量")
        & (col("target_kind") == "number")
        & col("target_unit").is_in(["%", "‰"])
        & col("note").is_empty(),
        at="target",
        message="数量指标「{level3}」的指标值是 {target}，看不出要做多少，须写出数量和单位。",
        expected="数量和单位",
    )


CASES = [
    Case.ok("数量", level2="数量指标", level3="培训人数", target="≥50人"),
    Case.ok("质量可用比率", level2="质量指标", level3="验收合格率", target="100%"),
    Case.bad("比率当数量", level2="数量指标", level3="任务完成", target="100%"),
]
