"""自评表里指标重复。

同一指标列两行，会重复计分。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="自评表里指标重复",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#单位自评"],
    hint="合并重复的行；内容不同的，改名以示区别。",
)
def duplicate_indicator(_p: Parameters) -> Finding:
    """Flag each row whose name, target and actual occur more than once in its document."""
    times = col("actual").count().over("document", "level2", "level3", "target", "actual")
    repeated = col("level3").distinct().over("document") < col("level3").count().over("document")
    return Finding(
        among=repeated,  # the documents that name an indicator twice
        where=(times > 1) & col("level3").has_text() & col("target").has_text(),
        at="level3",
        message="指标「{level3}」（指标值 {target}、完成值 {actual}）在表中出现 {times} 次，同一指标只应列一次。",
        times=times,
    )


_ROW = {"level2": "数量指标", "level3": "培训人数", "target": "≥50人", "actual": "52人"}

CASES = [
    Case.ok("不同", _ROW, {**_ROW, "level3": "培训场次", "target": "≥5场", "actual": "6场"}),
    Case.ok("同名不同值", _ROW, {**_ROW, "target": "≥60人", "actual": "61人"}),
    Case.bad("重复", _ROW, _ROW),
]
