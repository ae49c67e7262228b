"""合同履行日期颠倒。

开始日期晚于截止日期，有一个填错了。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="合同履行日期颠倒",
    table="contracts.items",
    severity="error",
    basis=["wenxiao-design"],
    hint="按合同原件核对两个日期。",
)
def dates_reversed(p: Parameters) -> Finding:
    """Flag a contract that ends before it starts."""
    return Finding(
        where=col("start_date") > col("end_date"),
        at="end_date",
        message="合同 {contract_no}「{name}」履行开始日期 {start_date} 晚于截止日期 {end_date}，须按合同原件改正。",
        value="{end_date}",
        expected="不早于 {start_date}",
    )


CASES = [
    Case.ok("先后正常", contract_no="H1", start_date="2021-03-01", end_date="2021-12-31"),
    Case.bad("颠倒", contract_no="H1", start_date="2021-12-31", end_date="2021-03-01"),
]
