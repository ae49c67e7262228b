"""合同付款条件不严谨。

只写“按实际支付”一类的话，没有数、没有节点、没有凭据。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="合同付款条件不严谨",
    table="contracts.items",
    severity="notice",
    basis=["hp-2021-report#三（三）3"],
    hint="写明付款的次数、每次的比例、时间和凭据（验收单、发票、进度确认）。",
)
def payment_terms_loose(p: Parameters) -> Finding:
    """Flag terms of payment that name neither an amount, a share, a day nor a proof of work."""
    return Finding(
        where=col("payment_terms").has_text()
        & ~col("payment_terms").matches(
            r"[0-9０-９一二三四五六七八九十]\s*(%|％|成|万?元|日|天|月|个工作日|次|期)|百分之|验收|交付|进度|结算|审定|发票|考核"
        ),
        at="payment_terms",
        message="合同 {contract_no} 的付款条件是“{payment_terms}”，没有写明付款的数额或比例、时间或凭据。",
        value="{payment_terms}",
    )


CASES = [
    Case.ok("有比例", contract_no="H1", payment_terms="签订后付30%，余款验收后付"),
    Case.ok("有凭据", contract_no="H1", payment_terms="验收合格后一次付清"),
    Case.ok("没有写", contract_no="H1"),
    Case.bad("笼统", contract_no="H1", payment_terms="按实际情况支付"),
]
