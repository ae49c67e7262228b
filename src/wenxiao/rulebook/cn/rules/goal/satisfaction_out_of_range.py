"""满意度指标值超出 0～100%。

满意度不可能超过 100%；“290%”多半是“≥90%”被误认。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="满意度指标值超出 0～100%",
    table="goal.indicators",
    severity="error",
    basis=["caiyu-2015-88#绩效目标设定要求"],
    hint="核对原件，按“≥90%”的写法改正。",
)
def satisfaction_out_of_range(_p: Parameters) -> Finding:
    """Flag a satisfaction target above 100 % or below zero."""
    about = col("level3").matches("满意度|满意率") | col("level1").matches("满意度")
    percent = (col("target_unit") == "%") | col("target_unit").is_missing()
    return Finding(
        where=about
        & percent
        & (col("target_kind") == "number")
        & ((col("target_value") > 100) | (col("target_value") < 0)),
        at="target",
        message="满意度指标「{level3}」的指标值为 {target}，满意度只能在 0～100% 之间。",
        expected="0～100%",
    )


CASES = [
    Case.ok("九成", level3="群众满意度", target="≥90%"),
    Case.ok("不是满意度", level3="收入增长率", target="115%"),
    Case.bad("误认", level3="市民满意度调查", target="290%"),
]
