"""总体目标里没有一个数。

总体目标通篇没有数，看不出要做多少、做到什么程度。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

FIGURE = (
    "[0-9０-９]"
    "|[一二三四五六七八九十百千万两]+(?:余)?(?:个|项|次|人|场|座|条|公里|所|户|家|套|台|件|份|批|亩|平方米|万|成|倍|名|处|辆|村|期)|百分之|全部|全覆盖"
)


@rule(
    title="总体目标里没有一个数",
    table="goal",
    severity="notice",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="写出主要任务的数量、标准和期限。",
)
def text_without_number(_p: Parameters) -> Finding:
    """Flag a goal text of some length without any figure."""
    return Finding(
        where=(col("annual_goal").length() >= 10)
        & ~col("annual_goal").matches(FIGURE)
        & ~col("annual_goal").matches("请结合|字以内|XX"),
        at="annual_goal",
        message="「{subject_name}」的年度总体目标没有一个数，看不出要做多少、做到什么程度。",
        expected="主要任务的数量、标准和期限",
    )


CASES = [
    Case.ok("有数", subject_name="清扫", annual_goal="清扫道路120万平方米，投诉明显减少。"),
    Case.ok("汉字数", subject_name="清扫", annual_goal="新建公厕十二座，方便居民出行。"),
    Case.ok("没有填", subject_name="清扫"),
    Case.bad("空话", subject_name="清扫", annual_goal="进一步加强道路清扫工作，不断改善市容环境。"),
]
