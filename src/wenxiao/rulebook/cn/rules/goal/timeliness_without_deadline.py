"""时效指标没有期限。

时效指标要写到哪一天或多长时间；“及时”“按时”无法检查。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="时效指标没有期限",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="写明期限，例如“2021年10月底前”“5个工作日内”，或及时率。",
)
def timeliness_without_deadline(_p: Parameters) -> Finding:
    """Flag a timeliness target in words, or a bare number without a unit of time."""
    bare = (col("target_kind") == "number") & col("target_unit").is_missing() & col("unit").is_empty()
    return Finding(
        where=col("level2").matches("时效")
        & (
            col("target_kind").is_in(["qualitative", "yes_no"])
            | (bare & ~col("level3").matches("率|[（(]|比例"))
        )
        & ~col("target").matches("每[年季月周日]|当[年月天]|全年|年内|随到随")
        & col("note").is_empty(),
        at="target",
        message="时效指标「{level3}」的指标值“{target}”没有写期限，须写到哪一天或多长时间。",
        expected="日期、时长或及时率",
    )


CASES = [
    Case.ok("日期", level2="时效指标", level3="完工时间", target="10月底前"),
    Case.ok("及时率", level2="时效指标", level3="发放及时率", target="100%"),
    Case.ok("时长", level2="时效指标", level3="响应时间", target="≤2小时"),
    Case.ok("每月", level2="时效指标", level3="发放时间", target="每月发放"),
    Case.bad("及时", level2="时效指标", level3="完成时间", target="及时完成"),
    Case.bad("光秃秃的数", level2="时效指标", level3="完成时间", target="12"),
]
