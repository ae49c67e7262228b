"""合同没有双方盖章。

没有盖章的合同效力存疑，凭它付款有风险。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="合同没有双方盖章",
    table="contracts.items",
    severity="warning",
    basis=["hp-2021-report#三（三）3"],
    hint="补齐双方盖章，把扫描件存入台账。",
)
def seal_missing(p: Parameters) -> Finding:
    """Flag a contract said to lack a seal; not said is not flagged."""
    return Finding(
        where=~col("sealed"),
        at="sealed",
        message="合同 {contract_no}「{name}」登记为没有双方盖章，须补盖后再付款。",
        value="否",
        expected="是",
    )


CASES = [
    Case.ok("已盖章", contract_no="H1", name="采购合同", sealed="是"),
    Case.ok("没有登记", contract_no="H1", name="采购合同"),
    Case.bad("没有盖章", contract_no="H1", name="采购合同", sealed="否"),
]
