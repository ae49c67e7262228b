"""指标里留着占位符或填写提示。

“≥**人”“……”“（100字以内）”是表样里的提示，不是填报内容。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

PROMPT = (
    r"…|\.{3,}|XX|xx|××|\*\*|某某|[（(]?\d+\s*字(?:以内|左右)|请(?:填写|输入|结合|按)"
    r"|对照.{0,12}填|(?:必填|选填)|示例|样例|待(?:定|补充|填)|此处|TBD|_{2,}|^同上"
)


@rule(
    title="指标里留着占位符或填写提示",
    table="goal.indicators",
    severity="error",
    basis=["caiyu-2015-88#绩效目标审核"],
    hint="删去提示和占位符，填写实际内容。",
)
def placeholder_in_indicator(_p: Parameters) -> Finding:
    """Flag a prompt or placeholder left in an indicator's name or target."""
    return Finding(
        where=col("level3").matches(PROMPT)
        | (col("target").matches(PROMPT) & (col("target_kind") != "unreadable")),
        at="level3",
        message="指标「{level3}」（指标值“{target}”）里留着占位符或填写提示，须填写实际内容。",
    )


CASES = [
    Case.ok("正常", level3="培训人数（人）", target="≥50人"),
    Case.ok("星级", level3="三星级饭店★★★评定数", target="2家"),
    Case.bad("星号", level3="受益人数（≥**人）", target="≥1102人"),
    Case.bad("省略号", level3="……", target="……"),
    Case.bad("提示", level3="培训人数", target="请填写具体人数"),
]
