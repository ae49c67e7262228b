"""指标值或完成值读不出。

数字被遮盖或转换损坏，系统不猜数，也不给分。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="指标值或完成值读不出",
    table="self_evaluation.indicators",
    severity="error",
    basis=["caiyu-2020-10#单位自评"],
    hint="对照原件重新填写，例如“≥95%”“20份”。",
)
def value_unreadable(_p: Parameters) -> Finding:
    """Flag a row whose target or actual the grammar refuses to read."""
    return Finding(
        where=(col("target_kind") == "unreadable") | (col("actual_kind") == "unreadable"),
        at="target",
        message="指标「{level3}」的指标值“{target}”或完成值“{actual}”读不出是多少。",
    )


CASES = [
    Case.ok("清楚", level3="宣传品", target="≥20份", actual="20份"),
    Case.bad("遮盖", level3="宣传品", target="≥***份", actual="20份"),
]
