"""合同没有签订日期。

没有日期就说不清从什么时候起有义务，也看不出是不是事后补签。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="合同没有签订日期",
    table="contracts.items",
    severity="warning",
    basis=["hp-2021-report#三（三）3"],
    hint="按原件补填签订日期。",
)
def signed_date_missing(p: Parameters) -> Finding:
    """Flag a contract without the day of signing."""
    return Finding(
        where=col("contract_no").has_text() & col("signed_date").is_empty(),
        at="signed_date",
        message="合同 {contract_no}「{name}」没有签订日期，须按合同原件填写；原件未填的须由双方补填。",
    )


CASES = [
    Case.ok("有日期", contract_no="H1", name="采购合同", signed_date="2021-03-01"),
    Case.bad("没有日期", contract_no="H1", name="采购合同"),
]
