"""一项指标分值过重。

一项指标占了大半分值，其余内容好坏都不影响总分。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="一项指标分值过重",
    table="self_evaluation.indicators",
    severity="notice",
    basis=["wenxiao-design"],
    hint="把分值分到各项主要产出和效益上。",
)
def one_indicator_dominates(_p: Parameters) -> Finding:
    """Flag a single indicator that carries 50 points or more."""
    return Finding(
        where=col("weight_cp") >= 5000,
        at="weight",
        message="指标「{level3}」一项就占 {weight_cp:分}，请把分值分到各项主要产出和效益上。",
        value="{weight_cp:分}",
        expected="低于 50 分",
    )


CASES = [
    Case.ok("适中", level3="成本控制数", weight="20"),
    Case.bad("一项九十分", level3="成本控制数", weight="90"),
]
