"""完成情况照抄年初目标。

实际完成情况与预期目标一字不差，没有说明做成了什么。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="完成情况照抄年初目标",
    table="self_evaluation",
    severity="warning",
    basis=["caiyu-2020-10#单位自评", "hp-2021-report#三（三）4"],
    hint="写实际完成的数量、质量和效果，并说明与目标的差别。",
)
def goal_text_copied(_p: Parameters) -> Finding:
    """Flag an actual result that is the expected goal word for word."""
    marks = "[\\s，。；、,.;:：]|已经|已|(?:年度总体目标|实际)?(?:目标|完成情况)[:：]"
    return Finding(
        where=(col("actual_goal").without(marks) == col("expected_goal").without(marks))
        & (col("expected_goal").length() >= 10),
        at="actual_goal",
        message="「{subject_name}」的实际完成情况与预期目标一字不差，须写实际做成了什么。",
    )


_TEXT = "完成道路清扫120万平方米，改善市容环境。"

CASES = [
    Case.ok(
        "写了实际",
        subject_name="清扫",
        expected_goal=_TEXT,
        actual_goal="全年清扫126万平方米，投诉下降两成。",
    ),
    Case.ok("没有填", subject_name="清扫", expected_goal=_TEXT),
    Case.bad("照抄", subject_name="清扫", expected_goal=_TEXT, actual_goal=_TEXT),
    Case.bad("只加“已”", subject_name="清扫", expected_goal=_TEXT, actual_goal="已" + _TEXT),
]
