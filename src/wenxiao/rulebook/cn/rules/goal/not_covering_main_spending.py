"""指标没有覆盖主要支出。

花钱多的内容没有指标，钱花得怎样就没有人看（不合理指标第一类）。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="指标没有覆盖主要支出",
    table="goal",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="给花钱多的支出内容各设至少一条指标；确不需要的，在指标“说明”栏写明与哪项支出对应。",
)
def not_covering_main_spending(p: Parameters) -> Finding:
    """Flag a goal in which too much of the itemised money has no related indicator."""
    bare = col("uncovered_total_fen") / col("items_total_fen")
    told = p.unreasonable.not_covering
    most = told["max"] * 100 if told else 0
    points = bare * (told["per_share"] * 100 if told else 0)
    return Finding(
        where=bare > 1 - p.goal.money_coverage_min,
        at="items",
        message="预算明细 {items_total_fen:万元}中有 {uncovered_total_fen:万元}（{bare:.0%}）的支出内容没有对应的指标，"
        "有指标的应不低于 {least:.0%}" + ("，按采用的标准扣 {deduction_cp:分}。" if told else "。"),
        value="{covered:.0%}",
        expected="不低于 {least:.0%}",
        bare=bare,
        covered=1 - bare,
        least=p.goal.money_coverage_min,
        deduction=when(points > most, most, points) if told else None,
    )


_KNOWN = [
    {"section": "items", "content": "路灯更换", "amount": "90"},
    {"section": "items", "content": "普法宣传", "amount": "10"},
    {
        "section": "indicators",
        "level3": "更换路灯数量",
        "target": "≥200盏",
        "note": "按路灯台账核对更换数量和位置",
    },
]
_BARE = [
    {"section": "items", "content": "电子班牌采购", "amount": "90"},
    {"section": "items", "content": "路灯更换", "amount": "10"},
    *_KNOWN[2:],
]

CASES = [
    Case.ok("大头有指标", {"subject_name": "路灯"}, *_KNOWN),
    Case.bad("大头没有指标", {"subject_name": "路灯"}, *_BARE),
    Case.bad("采用后扣分", {"subject_name": "路灯"}, *_BARE).when_adopted(),
]
