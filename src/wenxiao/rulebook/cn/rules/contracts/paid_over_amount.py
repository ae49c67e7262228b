"""已付金额超过合同金额。

付的比合同约定的多，须有补充协议。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="已付金额超过合同金额",
    table="contracts.items",
    severity="error",
    basis=["wenxiao-design"],
    hint="核对合同金额和支付凭证；有补充协议的按新金额登记。",
)
def paid_over_amount(p: Parameters) -> Finding:
    """Flag a contract paid beyond its amount."""
    return Finding(
        where=col("paid_fen") > col("amount_fen"),
        at="paid",
        message="合同 {contract_no}「{name}」金额 {amount_fen:万元}，已付 {paid_fen:万元}，超付 {over:万元}；须有补充协议，否则收回。",
        value="{paid_fen:万元}",
        expected="不超过 {amount_fen:万元}",
        over=col("paid_fen") - col("amount_fen"),
    )


CASES = [
    Case.ok("未付清", contract_no="H1", amount="100", paid="80"),
    Case.ok("付清", contract_no="H1", amount="100", paid="100"),
    Case.bad("超付", contract_no="H1", amount="100", paid="100.01"),
]
