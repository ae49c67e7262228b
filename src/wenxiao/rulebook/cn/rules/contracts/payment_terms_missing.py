"""合同没有付款条件。

没有约定什么时候、凭什么付款，付款就没有依据。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="合同没有付款条件",
    table="contracts.items",
    severity="warning",
    basis=["hp-2021-report#三（三）3"],
    hint="按合同原件填写付款条件；原件没有的补充约定。",
)
def payment_terms_missing(p: Parameters) -> Finding:
    """Flag a contract without terms of payment."""
    return Finding(
        where=col("contract_no").has_text() & col("payment_terms").is_empty(),
        at="payment_terms",
        message="合同 {contract_no}「{name}」没有付款条件，须写明分几次付、每次付多少、凭什么付。",
    )


CASES = [
    Case.ok("有条件", contract_no="H1", name="采购合同", payment_terms="验收合格后付清"),
    Case.bad("没有条件", contract_no="H1", name="采购合同"),
]
