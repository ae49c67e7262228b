"""指标值与完成值单位不同。

一个写百分比，一个写件数，无法比较。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="指标值与完成值单位不同",
    table="self_evaluation.indicators",
    severity="error",
    basis=["caiyu-2020-10#单位自评"],
    hint="把完成值改成与指标值相同的单位。",
)
def unit_mismatch(_p: Parameters) -> Finding:
    """Flag rows whose target and actual cannot be compared because unit or kind differ."""
    return Finding(
        where=col("case") == "unit_mismatch",
        at="actual",
        message="指标「{level3}」的指标值 {target} 与完成值 {actual} 单位或种类不同，不能比较。",
        expected="与指标值 {target} 同单位",
    )


CASES = [
    Case.ok("同单位", level3="宣传次数", target="≥2次", actual="3次"),
    Case.ok("元与万元", level3="成本", target="≤2万元", actual="18000元"),
    Case.bad("比率对件数", level3="办理率", target="100%", actual="1000件"),
]
