"""成本指标放错了一级指标。

成本说的是花多少钱，不是效益，也不是数量、质量；放错了方向和分值都会用错。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="成本指标放错了一级指标",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2021-101#绩效指标设置"],
    hint="移到成本指标（旧表样为产出指标下的成本指标）。",
)
def cost_at_wrong_level(_p: Parameters) -> Finding:
    """Flag a cost that stands under effect, satisfaction, quantity, quality or time."""
    wrong = col("level1").matches("效益|满意") | col("level2").matches("数量|质量|时效")
    return Finding(
        where=col("level3").matches("成本|造价|单价|补助标准|补贴标准|人均费用|费用支出|费用总额")
        & ~col("level3").matches(
            "节约|节省|降低|下降|减少|培训(?:人|次|场|班)|控制率|核算|监审|调查|合格|准确|率$"
        )
        & wrong
        & ~col("level1").matches("成本")
        & ~col("level2").fill("").matches("成本"),
        at="level1",
        message="指标「{level3}」是成本，却列在「{level1}」—「{level2}」下，须移到成本指标。",
        value="{level2}",
        expected="成本指标",
    )


CASES = [
    Case.ok(
        "成本指标", level1="成本指标", level2="经济成本指标", level3="单位养护成本", target="≤20万元/公里"
    ),
    Case.ok("旧表样", level1="产出指标", level2="成本指标", level3="项目总成本", target="≤20万元"),
    Case.ok(
        "节约是效益", level1="效益指标", level2="经济效益指标", level3="用能成本降低额", target="≥20万元"
    ),
    Case.bad("放在效益", level1="效益指标", level2="经济效益指标", level3="项目总成本", target="≤20万元"),
    Case.bad("放在数量", level1="产出指标", level2="数量指标", level3="人均补助标准", target="≤500元"),
]
