"""同一张表里指标重复。

同一指标列两行，会重复计分。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="同一张表里指标重复",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标审核"],
    hint="合并重复的行；内容不同的，改名以示区别。",
)
def duplicate_indicator(_p: Parameters) -> Finding:
    """Flag each row whose name and target occur more than once in its document."""
    times = col("target").count().over("document", "level3", "target")
    repeated = col("level3").distinct().over("document") < col("level3").count().over("document")
    return Finding(
        among=repeated,  # the documents that name an indicator twice
        where=(times > 1) & col("level3").has_text(),
        at="level3",
        message="指标「{level3}」（指标值 {target}）在表中出现 {times} 次，同一指标只应列一次。",
        times=times,
    )


CASES = [
    Case.ok("不同", {"level3": "培训人数", "target": "≥50人"}, {"level3": "培训场次", "target": "≥5场"}),
    Case.ok(
        "同名不同值",
        {"level3": "完成时间", "target": "6月底前"},
        {"level3": "完成时间", "target": "12月底前"},
    ),
    Case.bad("重复", {"level3": "培训人数", "target": "≥50人"}, {"level3": "培训人数", "target": "≥50人"}),
]
