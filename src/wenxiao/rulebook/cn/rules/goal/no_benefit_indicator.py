"""没有效益指标。

只有产出、没有效益，回答不了“花钱买来了什么”。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="没有效益指标",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效指标", "caiyu-2021-101#绩效指标设置"],
    hint="至少设一条经济、社会、生态或可持续影响指标。",
)
def no_benefit_indicator(_p: Parameters) -> Finding:
    """Flag, once a document, that no indicator stands under 效益."""
    benefit = (
        when(col("level1").matches("效益|效果") | col("level2").matches("效益|影响"), 1)
        .count()
        .over("document")
    )
    named = col("level1").count().over("document")
    told = when(col("level1").matches("产出|完成|投入|成本|满意|效益|效果"), 1).count().over("document")
    return Finding(
        where=(col("row") == 0) & (benefit == 0) & (told > 0),
        at="level1",
        message="全表 {named} 条指标中没有效益指标，须至少有一条。",
        value="0 条",
        expected="至少 1 条",
        named=named,
    )


CASES = [
    Case.ok("有效益", {"level1": "产出指标", "level3": "里程"}, {"level1": "效益指标", "level3": "通行改善"}),
    Case.ok(
        "没有分一级指标", {"level1": "绩效指标", "level3": "人数"}, {"level1": "绩效指标", "level3": "稳定"}
    ),
    Case.bad(
        "只有产出", {"level1": "产出指标", "level3": "里程"}, {"level1": "满意度指标", "level3": "满意度"}
    ),
]
