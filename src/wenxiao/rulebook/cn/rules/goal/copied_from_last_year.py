"""年度目标照抄上年。

去掉年份后与上年一字不差，任务和钱变了目标却没变。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

YEAR = "(?:19|20)[0-9]{2}|[\\s，。；、,.;:：]"


@rule(
    title="年度目标照抄上年",
    table="goal",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标审核", "wenxiao-design"],
    hint="按今年的任务和预算重写年度总体目标。",
)
def copied_from_last_year(_p: Parameters) -> Finding:
    """Flag an annual goal that is last year's text, years and figures of dates aside."""
    same = col("annual_goal").without(YEAR) == col("last_annual_goal").without(YEAR)
    copied = col("annual_goal").without(YEAR) == col("last_expected_goal").without(YEAR)
    return Finding(
        where=(same.fill(value=False) | copied.fill(value=False)) & (col("annual_goal").length() >= 15),
        at="annual_goal",
        message="「{subject_name}」的年度总体目标与上年一字不差（年份除外），须按今年的任务重写。",
    )


_TEXT = "年完成城区道路清扫保洁，清扫面积不低于120万平方米，改善市容环境。"

CASES = [
    Case.ok(
        "改写过",
        subject_name="清扫",
        annual_goal="2021" + _TEXT,
        last_annual_goal="2020年完成城区道路清扫，面积不低于100万平方米。",
    ),
    Case.ok("没有上年", subject_name="清扫", annual_goal="2021" + _TEXT),
    Case.bad("抄上年目标", subject_name="清扫", annual_goal="2021" + _TEXT, last_annual_goal="2020" + _TEXT),
    Case.bad(
        "抄上年自评", subject_name="清扫", annual_goal="2021" + _TEXT, last_expected_goal="2020" + _TEXT
    ),
]
