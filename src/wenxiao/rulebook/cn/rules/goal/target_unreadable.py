"""指标值读不出。

数字被遮盖、转换损坏或千分位错乱时，系统不猜数；必须由填报人改正。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="指标值读不出",
    table="goal.indicators",
    severity="error",
    basis=["caiyu-2015-88#绩效目标设定"],
    hint="按“≥95%”“≤20万元”“9月底前”这样的写法重新填写。",
)
def target_unreadable(_p: Parameters) -> Finding:
    """Flag a target that the grammar refuses to read."""
    return Finding(
        where=col("target_kind") == "unreadable",
        at="target",
        message="指标「{level3}」的指标值“{target}”读不出是多少，须写成可以检查的数或结果。",
    )


CASES = [
    Case.ok("清楚", level3="发放份数", target="≥500份"),
    Case.ok("定性", level3="社会效益", target="有所提高"),
    Case.bad("遮盖", level3="发放份数", target="≥***份"),
]
