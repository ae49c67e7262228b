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
def one_indicator_dominates(p: Parameters) -> Finding:
    """Flag a single indicator that carries more than the line."""
    line = p.weights.one_indicator_max * 100
    return Finding(
        where=col("weight_cp") > line,
        at="weight",
        message="指标「{level3}」一项就占 {weight_cp:分}，超过 {line:分}，请把分值分到各项主要产出和效益上。",
        value="{weight_cp:分}",
        expected="不超过 {line:分}",
        line=line,
    )


CASES = [
    Case.ok("适中", level3="成本控制数", weight="20"),
    Case.bad("一项九十分", level3="成本控制数", weight="90"),
]
