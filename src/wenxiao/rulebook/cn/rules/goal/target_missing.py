"""指标没有填指标值。

没有指标值就无法监控和评价；未按规定填报绩效目标的项目原则上不予安排预算。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="指标没有填指标值",
    table="goal.indicators",
    severity="error",
    basis=["caiyu-2015-88#绩效目标设定"],
    hint="填写可以检查的数，或写明可以判断的结果；不适用的指标请整行删除。",
)
def target_missing(_p: Parameters) -> Finding:
    """Flag an indicator that has a name but no target."""
    return Finding(
        where=(col("target_kind") == "missing") & col("level3").has_text(),
        at="target",
        message="指标「{level3}」没有填指标值，每个指标都必须有指标值。",
        expected="数量、比率、期限或可判断的结果",
    )


CASES = [
    Case.ok("有数", level3="培训人数", target="≥50人"),
    Case.ok("空行", level3="", target=""),
    Case.bad("空着", level3="培训人数", target=""),
    Case.bad("斜杠", level3="培训人数", target="/"),
]
