"""满意度超出 0～100%。

满意度不可能超过 100%；“290%”多半是“≥90%”被误认。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="满意度超出 0～100%",
    table="self_evaluation.indicators",
    severity="error",
    basis=["caiyu-2020-10#单位自评"],
    hint="核对原件，按“≥90%”的写法改正。",
)
def satisfaction_out_of_range(_p: Parameters) -> Finding:
    """Flag a satisfaction target or actual above 100 %."""
    about = col("level3").matches("满意度|满意率") | col("level1").matches("满意度")
    target = (
        (col("target_kind") == "number") & (col("target_unit").fill("%") == "%") & (col("target_value") > 100)
    )
    actual = (
        (col("actual_kind") == "number") & (col("actual_unit").fill("%") == "%") & (col("actual_value") > 100)
    )
    return Finding(
        where=about & (target.fill(value=False) | actual.fill(value=False)),
        at="target",
        message="满意度指标「{level3}」的指标值 {target}、完成值 {actual}，满意度只能在 0～100% 之间。",
        expected="0～100%",
    )


CASES = [
    Case.ok("九成", level3="群众满意度", target="≥90%", actual="95%"),
    Case.bad("误认", level3="市民满意度调查", target="290%", actual="100%"),
    Case.bad("完成值过百", level3="群众满意度", target="≥90%", actual="106%"),
]
