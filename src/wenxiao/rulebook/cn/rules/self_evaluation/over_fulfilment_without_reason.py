"""大幅超额完成而没有说明原因。

完成值远超指标值，多半是目标定得过低，评价得分会失真。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="大幅超额完成而没有说明原因",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#定量指标得分方法", "hp-2021-report#三（三）1"],
    hint="在“偏差原因”栏写明是任务增加还是目标定低，下年据此设定目标。",
)
def over_fulfilment_without_reason(p: Parameters) -> Finding:
    """Flag a higher-is-better row fulfilled far over target without a reason."""
    return Finding(
        where=(col("direction") == "higher")
        & (col("ratio") >= p.score.over_fulfilment_explain_ratio)
        & col("reason").is_empty(),
        at="reason",
        message="指标「{level3}」目标 {target}，实际 {actual}，是目标的 {ratio:.0%}，达到 {limit:.0%} 以上须说明原因。",
        value="{actual}",
        expected="写明原因",
        limit=p.score.over_fulfilment_explain_ratio,
    )


CASES = [
    Case.ok("略超", level3="带动户数", target="≥20户", actual="22户"),
    Case.ok("有原因", level3="带动户数", target="≥20户", actual="74户", reason="年中新增两个村"),
    Case.ok("成本更低", level3="项目成本", target="≤20万元", actual="5万元"),
    Case.bad("三倍", level3="带动户数", target="≥20户", actual="74户"),
]
