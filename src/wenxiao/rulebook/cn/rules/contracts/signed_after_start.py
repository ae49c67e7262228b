"""合同先履行后签订。

签订日期晚于履行开始日期，多是事后补签。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="合同先履行后签订",
    table="contracts.items",
    severity="warning",
    basis=["hp-2021-report#三（三）3", "wenxiao-design"],
    hint="说明先履行后签订的原因；以后先签订再履行。",
)
def signed_after_start(p: Parameters) -> Finding:
    """Flag a contract signed after its performance began."""
    return Finding(
        where=col("signed_date") > col("start_date"),
        at="signed_date",
        message="合同 {contract_no}「{name}」{start_date} 开始履行，{signed_date} 才签订，须说明原因。",
        value="{signed_date}",
        expected="不晚于 {start_date}",
    )


CASES = [
    Case.ok("先签后做", contract_no="H1", signed_date="2021-03-01", start_date="2021-03-10"),
    Case.ok("当天", contract_no="H1", signed_date="2021-03-01", start_date="2021-03-01"),
    Case.bad("补签", contract_no="H1", signed_date="2021-05-01", start_date="2021-03-01"),
]
