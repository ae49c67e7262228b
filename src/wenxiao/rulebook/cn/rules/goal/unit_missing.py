"""数量指标没有计量单位。

“100”是 100 个还是 100 万元，看不出来，执行中无法核对。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="数量指标没有计量单位",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标设定要求"],
    hint="在指标值后面或“度量单位”栏写上单位，例如“100个”。",
)
def unit_missing(_p: Parameters) -> Finding:
    """Flag a quantity target whose unit stands neither in the cell, its column nor the name."""
    named = col("level3").matches(r"[（(].+[）)]|%|率|比例")
    return Finding(
        where=(col("target_kind") == "number")
        & col("target_unit").is_missing()
        & col("unit").is_empty()
        & ~named,
        at="target",
        message="指标「{level3}」的指标值“{target}”没有单位，须写明是个、人、平方米还是万元。",
        expected="带单位的数",
    )


CASES = [
    Case.ok("单位在后", level3="培训人数", target="≥50人"),
    Case.ok("单位在栏", level3="培训人数", target="≥50", unit="人"),
    Case.ok("单位在名", level3="修建道路长度（公里）", target="12"),
    Case.bad("没有单位", level3="新建公厕", target="50"),
]
