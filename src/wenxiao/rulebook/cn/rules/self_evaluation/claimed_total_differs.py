"""总分与各项得分之和不一致。

总分应等于预算执行率得分与各项指标得分之和。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="总分与各项得分之和不一致",
    table="self_evaluation",
    severity="error",
    basis=["caiyu-2020-10#评分与评级"],
    hint="重新加总；没有填的得分请补齐。",
)
def claimed_total_differs(_p: Parameters) -> Finding:
    """Flag a printed total that is not the sum of the printed points."""
    return Finding(
        where=col("claimed_total_cp") != col("claimed_sum_cp"),
        at="claimed_total",
        message="填报总分 {claimed_total_cp:分}，各项得分相加为 {claimed_sum_cp:分}。",
        value="{claimed_total_cp:分}",
        expected="{claimed_sum_cp:分}",
    )


CASES = [
    Case.ok("相等", claimed_total="96", claimed_sum="96"),
    Case.ok("没有总分", claimed_sum="96"),
    Case.bad("不等", claimed_total="100", claimed_sum="110"),
]
