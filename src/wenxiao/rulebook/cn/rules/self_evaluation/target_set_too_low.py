"""指标值定得过低。

完成值超过指标值一半以上，说明年初定得过低，得满分说明不了问题（不合理指标第四类）。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, lit, rule, when


@rule(
    title="指标值定得过低",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["caiyu-2020-10#定量指标得分方法", "hp-2021-report#三（三）1"],
    hint="写明是任务增加还是目标定低；目标定低的，下年按实际水平设定。",
)
def target_set_too_low(p: Parameters) -> Finding:
    """Flag a higher-is-better figure exceeded by more than the line; small counts aside."""
    over = col("ratio") - 1
    bands = p.unreasonable.set_too_low
    share = lit(0.0)
    for band in sorted(bands or [], key=lambda b: b["from"]):
        share = when(over >= band["from"], lit(band["share"]), share)
    rate = col("target_unit").fill("") == "%"
    return Finding(
        where=(col("direction") == "higher")
        & (col("target_kind") == "number")
        & (over >= p.unreasonable.low_deviation)
        & (rate | (col("target_value") > p.unreasonable.small_target)),
        at="target",
        message="指标「{level3}」目标 {target}，实际 {actual}，超过目标 {over:.0%}，年初目标定得过低"
        + ("，按采用的标准扣 {deduction_cp:分}。" if bands else "。"),
        value="{target}",
        over=over,
        deduction=share * col("weight_cp") if bands else None,
    )


_ROW = {"level3": "带动户数", "target": "≥20户", "weight": "10"}

CASES = [
    Case.ok("略超", {**_ROW, "actual": "26户"}),
    Case.ok("小基数", {**_ROW, "target": "≥2户", "actual": "5户"}),
    Case.ok("越少越好", level3="项目成本", target="≤20万元", actual="5万元"),
    Case.bad("两倍", {**_ROW, "actual": "41户"}),
    Case.bad("采用后扣分", {**_ROW, "actual": "41户"}).when_adopted(),
]
