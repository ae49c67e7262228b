"""定量指标只用文字作答。

指标值是数，完成值却只写“完成”“达成预期指标”，无法核对。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="定量指标只用文字作答",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#单位自评"],
    hint="填实际发生的数和单位。",
)
def words_for_number(_p: Parameters) -> Finding:
    """Flag words, or 不适用 words such as 无, given for a target that is a figure."""
    numeric = col("target_kind").is_in(["number", "frequency"])
    words = col("actual_kind").is_in(["qualitative", "yes_no"])
    none = (col("actual_kind") == "missing") & col("actual").matches("^(?:无|没有|不适用)$")
    return Finding(
        where=numeric & (words | none),
        at="actual",
        message="指标「{level3}」的指标值 {target} 是定量的，完成值只写“{actual}”，须填实际的数。",
        expected="与指标值同单位的数",
    )


CASES = [
    Case.ok("有数", level3="成本控制数", target="≤30万元", actual="28万元"),
    Case.ok("定性答定性", level3="机制", target="健全", actual="健全"),
    Case.bad("完成", level3="成本控制数", target="≤30万元", actual="完成"),
    Case.bad("无", level3="利息保障率", target="100%", actual="无"),
]
