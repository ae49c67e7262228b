"""绩效目标表没有填预算金额。

目标要与资金量相匹配，没有金额就无从审核。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="绩效目标表没有填预算金额",
    table="goal",
    severity="error",
    basis=["caiyu-2015-88#绩效目标审核"],
    hint="在“项目资金”的资金总额行填年度金额。",
)
def budget_missing(_p: Parameters) -> Finding:
    """Flag a goal without an annual amount above zero."""
    return Finding(
        where=col("total_annual_fen").is_missing() | (col("total_annual_fen") <= 0),
        at="funds.total.annual",
        message="「{subject_name}」的年度金额为“{total_annual_fen:万元}”，须填大于零的金额。",
        value="{total_annual_fen:万元}",
        expected="大于 0",
    )


CASES = [
    Case.ok("有金额", subject_name="道路养护", total_annual="120.5"),
    Case.bad("没有金额", subject_name="道路养护", total_annual=None),
    Case.bad("为零", subject_name="道路养护", total_annual="0"),
]
