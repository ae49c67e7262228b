"""实际完成值照抄目标的符号。

完成值应是查得到的数；写“≥266米”只是重复目标，说不清实际完成了多少。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="实际完成值照抄目标的符号",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#单位自评"],
    hint="填实际发生的数，例如“268米”，不要带“≥”“≤”。",
)
def actual_has_operator(_p: Parameters) -> Finding:
    """Flag an actual written with an operator instead of a figure."""
    return Finding(
        where=col("actual_comparator").is_in([">=", "<=", ">", "<"])
        & col("actual_kind").is_in(["number", "frequency"]),
        at="actual",
        message="指标「{level3}」的实际完成值写作“{actual}”，须填实际的数，不能带比较符号。",
        expected="不带符号的数",
    )


CASES = [
    Case.ok("实数", level3="水标尺", target="≥266米", actual="268米"),
    Case.bad("照抄", level3="水标尺", target="≥266米", actual="≥266米"),
]
