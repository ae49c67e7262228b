"""总体目标里留着填写提示。

“（200字以内）”“请结合年度任务填写”是表样里的提示，说明没有认真填。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

PROMPT = (
    r"…|\.{3,}|XX|xx|××|\*\*|某某|[（(]?\d+\s*字(?:以内|左右)|请(?:填写|输入|结合|按)"
    r"|对照.{0,12}填|(?:必填|选填)|示例|样例|待(?:定|补充|填)|此处|TBD|_{2,}|^同上"
)


@rule(
    title="总体目标里留着填写提示",
    table="goal",
    severity="error",
    basis=["caiyu-2015-88#绩效目标审核"],
    hint="删去提示，写出当年要达到的目标。",
)
def placeholder_in_text(_p: Parameters) -> Finding:
    """Flag a prompt or placeholder left in the goal text."""
    return Finding(
        where=col("annual_goal").matches(PROMPT) | col("period_goal").fill("").matches(PROMPT),
        at="annual_goal",
        message="「{subject_name}」的总体目标写作“{annual_goal}”，留着占位符或填写提示，须写出实际目标。",
    )


CASES = [
    Case.ok("正常", subject_name="清扫", annual_goal="完成120万平方米道路清扫，改善市容环境。"),
    Case.bad("提示", subject_name="清扫", annual_goal="（请结合年度任务填写，200字以内）"),
    Case.bad("占位", subject_name="清扫", annual_goal="通过实施XX项目，完成……"),
]
