"""成本上限高于预算。

成本上限比整个预算还高，等于没有上限，管不住钱。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="成本上限高于预算",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标审核", "wenxiao-design"],
    hint="按预算和测算重新设定成本上限；跨年总成本在“说明”栏写明。",
)
def cost_ceiling_above_budget(_p: Parameters) -> Finding:
    """Flag a ceiling on the whole cost that is above the annual amount."""
    fen = col("target_value") * 100
    return Finding(
        where=col("level3").matches(
            "(?:项目|工程|总|采购|建设|投资).{0,4}(?:成本|造价|概算|投资|费用)(?:概算|总额|控制数?|数)?"
        )
        & ~col("level3").matches("单位|单价|人均|平均|每|率|标准")
        & (col("target_unit") == "元")
        & ~col("target_comparator").fill("<=").is_in([">=", ">"])
        & (fen > col("doc.total_annual_fen") * 1.005)
        & (col("doc.total_period_amount_fen").fill(0) < fen)
        & col("note").is_empty(),
        at="target",
        message="指标「{level3}」的上限 {target}，高于年度金额 {annual:万元}，管不住成本，须按预算重新设定。",
        expected="不高于 {annual:万元}",
        annual=col("doc.total_annual_fen"),
    )


_DOC = {"doc__total_annual": "2565"}

CASES = [
    Case.ok("不高于", {**_DOC, "level3": "项目总成本", "target": "≤2565万元"}),
    Case.ok("单位成本", {**_DOC, "level3": "单位造价", "target": "≤9000万元"}),
    Case.ok("有说明", {**_DOC, "level3": "项目总成本", "target": "≤3584万元", "note": "三年总成本"}),
    Case.bad("高于预算", {**_DOC, "level3": "项目成本概算", "target": "≤3584万元"}),
]
