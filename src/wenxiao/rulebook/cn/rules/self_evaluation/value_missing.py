"""指标值或完成值有一项没有填。

目标和完成值缺一项，就无法判断是否完成。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="指标值或完成值有一项没有填",
    table="self_evaluation.indicators",
    severity="error",
    basis=["caiyu-2020-10#单位自评"],
    hint="补填空着的一项；没有发生的写“0”，不适用的删除整行。",
)
def value_missing(_p: Parameters) -> Finding:
    """Flag a weighted row in which exactly one of target and actual is missing."""
    no_target, no_actual = col("target_kind") == "missing", col("actual_kind") == "missing"
    return Finding(
        where=((no_target & ~no_actual) | (no_actual & ~no_target)) & (col("weight_cp") > 0),
        at="actual",
        message="指标「{level3}」的指标值为“{target}”、实际完成值为“{actual}”，两项都必须填写。",
    )


CASES = [
    Case.ok("都有", level3="场次", target="≥10场", actual="12场", weight="5"),
    Case.bad("缺完成值", level3="场次", target="≥10场", actual="", weight="5"),
    Case.bad("缺指标值", level3="场次", target="", actual="12场", weight="5"),
]
