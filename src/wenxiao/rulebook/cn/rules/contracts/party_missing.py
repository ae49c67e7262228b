"""合同缺少一方当事人。

委托方、受托方缺一方，权利义务落不到人。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="合同缺少一方当事人",
    table="contracts.items",
    severity="warning",
    basis=["hp-2021-report#三（三）3"],
    hint="按原件补填甲方和乙方全称。",
)
def party_missing(p: Parameters) -> Finding:
    """Flag a contract with only one or no party."""
    return Finding(
        where=col("contract_no").has_text() & (col("party_a").is_empty() | col("party_b").is_empty()),
        at="party_a",
        message="合同 {contract_no}「{name}」没有写全甲乙双方，须按合同原件填写。",
    )


CASES = [
    Case.ok("双方齐全", contract_no="H1", name="采购合同", party_a="区教育局", party_b="某公司"),
    Case.bad("没有乙方", contract_no="H1", name="采购合同", party_a="区教育局"),
    Case.bad("没有甲方", contract_no="H1", name="采购合同", party_b="某公司"),
]
