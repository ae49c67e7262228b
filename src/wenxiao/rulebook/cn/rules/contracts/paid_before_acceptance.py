"""未验收先付清。

钱付完了还没有验收，质量有问题时没有余款可扣。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="未验收先付清",
    table="contracts.items",
    severity="warning",
    basis=["wenxiao-design"],
    hint="补办验收；以后留足尾款到验收之后。",
)
def paid_before_acceptance(p: Parameters) -> Finding:
    """Flag a contract paid in full although said not to be accepted yet."""
    return Finding(
        where=~col("accepted") & (col("amount_fen") > 0) & (col("paid_fen") >= col("amount_fen")),
        at="paid",
        message="合同 {contract_no}「{name}」登记为没有验收，合同金额 {amount_fen:万元}已付 {paid_fen:万元}，须验收后再付清。",
        value="{paid_fen:万元}",
    )


CASES = [
    Case.ok("有尾款", contract_no="H1", accepted="否", amount="100", paid="70"),
    Case.ok("验收后付清", contract_no="H1", accepted="是", amount="100", paid="100"),
    Case.bad("未验收付清", contract_no="H1", accepted="否", amount="100", paid="100"),
]
