"""完成期限不在预算年度内。

年度指标的期限落在别的年份：或是抄了往年的表，或是当年完不成。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, last_day, rule


@rule(
    title="完成期限不在预算年度内",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标审核"],
    hint="按预算年度改正期限；跨年项目写当年要完成的部分。",
)
def deadline_outside_year(_p: Parameters) -> Finding:
    """Flag a date, or the end of a period, that lies outside the fiscal year."""
    after = (col("target_kind") == "date") & (col("target_value") > last_day(col("fiscal_year")))
    until = (col("target_kind") == "period") & (col("target_high") > last_day(col("fiscal_year")))
    before = col("target_kind").is_in(["date", "period"]) & (
        col("target_high").fill(col("target_value")) <= last_day(col("fiscal_year") - 1)
    )
    return Finding(
        where=(after | until | before) & col("note").is_empty(),
        at="target",
        message="指标「{level3}」的期限 {target} 不在预算年度 {fiscal_year} 年内，须改为当年的期限。",
        expected="{fiscal_year} 年内",
    )


CASES = [
    Case.ok("当年", level3="完工时间", target="2021年10月底前"),
    Case.ok("没写年份", level3="完工时间", target="12月底前"),
    Case.ok("有说明", level3="完工时间", target="2022年3月底前", note="跨年项目，当年完成主体"),
    Case.bad("往年", level3="完工时间", target="2020年12月31日"),
    Case.bad("次年", level3="完工时间", target="2022年6月底前"),
    Case.bad("跨年", level3="服务周期", target="2021.07-2022.06"),
]
