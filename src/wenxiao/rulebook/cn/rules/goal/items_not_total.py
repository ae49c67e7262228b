"""预算明细合计与年度金额不一致。

明细加起来应等于项目年度金额，否则目标对应的钱说不清。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="预算明细合计与年度金额不一致",
    table="goal",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标审核"],
    hint="核对预算明细和资金总额，改到一致；单位（元、万元）也请一并核对。",
)
def items_not_total(_p: Parameters) -> Finding:
    """Flag itemised amounts that do not add up to the annual amount."""
    return Finding(
        where=col("items_total_fen") != col("total_annual_fen"),
        at="items",
        message="预算明细合计 {items_total_fen:万元}，年度金额 {total_annual_fen:万元}，两者应当相等。",
        value="{items_total_fen:万元}",
        expected="{total_annual_fen:万元}",
    )


CASES = [
    Case.ok("相等", items_total="120.5", total_annual="120.50"),
    Case.ok("没有明细", items_total=None, total_annual="120.5"),
    Case.bad("不等", items_total="120.4", total_annual="120.5"),
]
