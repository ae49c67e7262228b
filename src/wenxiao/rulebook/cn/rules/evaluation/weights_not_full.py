"""评价评分表分值合计不是 100 分。

第三方评价评分表各项分值合计须为 100 分。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="评价评分表分值合计不是 100 分",
    table="evaluation",
    severity="error",
    basis=["caiyu-2020-10#评分与评级"],
    hint="核对评分表各项分值，退回第三方机构改正。",
)
def weights_not_full(p: Parameters) -> Finding:
    """Flag a score sheet whose weights do not sum to the full total."""
    full = p.weights.full * 100
    return Finding(
        where=col("weight_total_cp") != full,
        at="scores",
        message="「{subject_name}」评分表分值合计 {weight_total_cp:分}，应为 {full:分}。",
        value="{weight_total_cp:分}",
        expected="{full:分}",
        full=full,
    )


CASES = [
    Case.ok("一百", subject_name="某项目", weight_total="100"),
    Case.bad("九十九", subject_name="某项目", weight_total="99"),
]
