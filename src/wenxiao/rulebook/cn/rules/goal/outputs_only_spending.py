"""产出指标只说把钱花完。

“完成预算 100%”“资金支付率”只说明钱花了，没有说明钱换来了什么。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when

SPENDING = (
    "(?:预算|资金|经费).{0,4}(?:执行|完成|支付|支出|拨付|到位|使用|下达)(?:及时)?(?:率|进度|时间|情况)?$"
    "|^支[出付].{0,2}率$|完成预算"
)


@rule(
    title="产出指标只说把钱花完",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="写出做成多少件事、达到什么质量；资金支付情况已由预算执行率反映。",
)
def outputs_only_spending(_p: Parameters) -> Finding:
    """Flag, once a document, outputs that are all about spending the money."""
    output = col("level1").matches("产出|完成")
    outputs = when(output, 1).count().over("document")
    spending = when(output & col("level3").matches(SPENDING), 1).count().over("document")
    return Finding(
        where=(col("row") == 0) & (outputs > 0) & (outputs == spending),
        at="level3",
        message="全表 {outputs} 条产出指标都只说资金花完没有，没有说明做成什么，须补充产出的数量和质量。",
        value="{outputs} 条",
        expected="产出的数量和质量",
        outputs=outputs,
    )


CASES = [
    Case.ok(
        "有产出", {"level1": "产出指标", "level3": "资金支付率"}, {"level1": "产出指标", "level3": "培训人数"}
    ),
    Case.bad(
        "只有支付",
        {"level1": "产出指标", "level3": "资金支付率"},
        {"level1": "效益指标", "level3": "就业人数"},
    ),
    Case.bad(
        "两条都是花钱",
        {"level1": "产出指标", "level3": "预算执行率"},
        {"level1": "产出指标", "level3": "资金拨付及时率"},
    ),
]
