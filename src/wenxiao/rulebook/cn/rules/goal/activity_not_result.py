"""用做了什么代替结果。

“开展某某工作”说的是做事，不是做成了什么，年底只能答“已开展”。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule

DOING = (
    "^(?:指标\\d+[:：])?(?:积极|认真|全面|深入|扎实|持续)?"
    "(?:开展|推进|做好|加强|落实|组织|抓好|配合|协助|推动|加大).{1,40}(?:工作|活动|力度)。?$"
)


@rule(
    title="用做了什么代替结果",
    table="goal.indicators",
    severity="warning",
    basis=["caiyu-2015-88#绩效目标设定要求", "hp-2021-report#三（三）1"],
    hint="改写成做成的结果，例如“培训合格人数 ≥200人”。",
)
def activity_not_result(_p: Parameters) -> Finding:
    """Flag a target, or a name without a figure behind it, that only names an activity."""
    figure = col("target_kind").is_in(["number", "frequency", "date", "period"])
    return Finding(
        where=(col("target").matches(DOING) & ~figure) | (col("level3").matches(DOING) & ~figure),
        at="target",
        message="指标「{level3}」的指标值“{target}”只写了做什么工作，没有写要做成什么结果，须改成可以检查的结果。",
        expected="可以检查的结果",
    )


CASES = [
    Case.ok("有数量", level3="开展执法检查工作", target="≥12次"),
    Case.ok("结果", level3="隐患整改率", target="≥95%"),
    Case.ok("工作作定语", level3="工作制度", target="健全"),
    Case.bad("指标值是工作", level3="普法宣传", target="开展普法宣传工作"),
    Case.bad("名称是工作", level3="推进信用体系建设工作", target="完成"),
]
