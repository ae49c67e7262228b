"""评价报告总分与评分表合计不一致。

总分应等于评分表各项得分之和，等级由总分得出。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="评价报告总分与评分表合计不一致",
    table="evaluation",
    severity="error",
    basis=["caiyu-2020-10#评分与评级"],
    hint="请第三方机构核对评分表，改正后重新提交。",
)
def claimed_total_differs(_p: Parameters) -> Finding:
    """Flag a printed total that is not the sum of the score sheet."""
    return Finding(
        where=col("claimed_total_cp") != col("total_cp"),
        at="claimed_total",
        message="「{subject_name}」报告总分 {claimed_total_cp:分}，评分表各项相加为 {total_cp:分}。",
        value="{claimed_total_cp:分}",
        expected="{total_cp:分}",
    )


CASES = [
    Case.ok("一致", subject_name="某项目", claimed_total="86.4", total="86.4"),
    Case.bad("不一致", subject_name="某项目", claimed_total="90", total="86.4"),
]
