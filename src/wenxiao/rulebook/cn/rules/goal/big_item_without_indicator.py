"""大额支出内容没有对应的指标。

这一项花了预算的一大块，却没有一条指标说到它。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="大额支出内容没有对应的指标",
    table="goal.items",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="为这项支出设指标，或在相近指标的“说明”栏写明对应这项支出。",
)
def big_item_without_indicator(p: Parameters) -> Finding:
    """Flag a big item that shares no word of content with any indicator."""
    share = col("amount_fen") / col("doc.total_annual_fen")
    return Finding(
        where=(share >= p.goal.big_item_share) & (col("shared") == 0),
        at="content",
        message="支出内容「{content}」{amount_fen:万元}，占年度金额的 {share:.0%}，没有对应的指标，须设指标或写明对应哪一条。",
        value="{amount_fen:万元}",
        expected="至少一条相关指标",
        share=share,
    )


_ROW = {
    "section": "indicators",
    "level3": "更换路灯数量",
    "target": "≥200盏",
    "note": "按路灯台账核对更换数量和位置",
}

CASES = [
    Case.ok("有指标", {"content": "路灯更换", "amount": "90", "doc__total_annual": "100"}, _ROW),
    Case.ok("只是小项", {"content": "电子班牌采购", "amount": "9", "doc__total_annual": "100"}, _ROW),
    Case.ok("笼统的名称不判断", {"content": "项目经费", "amount": "90", "doc__total_annual": "100"}, _ROW),
    Case.bad("没有指标", {"content": "电子班牌采购", "amount": "90", "doc__total_annual": "100"}, _ROW),
]
