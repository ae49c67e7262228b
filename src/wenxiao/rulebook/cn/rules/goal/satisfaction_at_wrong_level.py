"""满意度指标放错了一级指标。

满意度应列在满意度指标下；放到产出或效益里，分值和计分办法都会用错。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

MADE = "调查|测评(?:次|场|份|期)|问卷|报告|回访"


@rule(
    title="满意度指标放错了一级指标",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2021-101#绩效指标设置"],
    hint="移到“满意度指标—服务对象满意度指标”下。",
)
def satisfaction_at_wrong_level(_p: Parameters) -> Finding:
    """Flag a satisfaction indicator that stands under output, cost or plain effect."""
    named = col("level1").matches("产出|效益|成本|完成")
    return Finding(
        where=col("level3").matches("满意度|满意率|满意程度|满意情况")
        & ~col("level3").matches(MADE)
        & named
        & ~col("level1").matches("满意")
        & ~col("level2").fill("").matches("满意"),
        at="level1",
        message="指标「{level3}」是满意度，却列在「{level1}」—「{level2}」下，须移到满意度指标。",
        value="{level1}",
        expected="满意度指标",
    )


CASES = [
    Case.ok("位置对", level1="满意度指标", level2="服务对象满意度指标", level3="群众满意度", target="≥90%"),
    Case.ok("旧表样", level1="效益指标", level2="服务对象满意度", level3="群众满意度", target="≥90%"),
    Case.ok("做调查", level1="产出指标", level2="数量指标", level3="满意度调查次数", target="≥2次"),
    Case.bad("放在产出", level1="产出指标", level2="质量指标", level3="资助对象满意度", target="≥95%"),
    Case.bad("放在效益", level1="效益指标", level2="社会效益指标", level3="居民满意程度", target="≥90%"),
]
