"""产出指标没有量化。

产出要用数量、质量、时效说话；只写“有所提高”“及时完成”，年底无法衡量。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="产出指标没有量化",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="写出数量、比率或完成日期；确实不能量化的，在“说明”栏写明如何判断。",
)
def output_not_quantified(_p: Parameters) -> Finding:
    """Flag an output indicator whose target is only words, without a note."""
    output = col("level1").matches("产出") | col("level2").matches("数量|时效")
    return Finding(
        where=output & (col("target_kind") == "qualitative") & col("note").is_empty(),
        at="target",
        message="产出指标「{level3}」的指标值“{target}”没有数，产出应细化量化。",
        expected="数量、比率或日期",
    )


CASES = [
    Case.ok("量化", level1="产出指标", level2="数量指标", level3="清扫面积", target="≥100万平方米"),
    Case.ok("效益可定性", level1="效益指标", level2="社会效益指标", level3="市容改善", target="明显改善"),
    Case.ok(
        "有说明",
        level1="产出指标",
        level2="质量指标",
        level3="档案规范",
        target="规范",
        note="按档案验收标准逐项核对",
    ),
    Case.bad("空话", level1="产出指标", level2="数量指标", level3="开展活动", target="有所增加"),
]
