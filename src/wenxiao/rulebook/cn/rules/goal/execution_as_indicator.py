"""把预算执行率另设为指标。

自评表里预算执行率另有分值；再设一条同样的指标，花钱快慢就被重复计分。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="把预算执行率另设为指标",
    table="goal.indicators",
    severity="notice",
    basis=["wenxiao-design", "caiyu-2020-10#单位自评指标权重"],
    hint="删去这一行，把分值分给产出和效益。",
)
def execution_as_indicator(_p: Parameters) -> Finding:
    """Flag an indicator that repeats the budget execution rate."""
    return Finding(
        where=col("level3").matches(
            "^(?:指标[0-9]+[:：])?(?:年度)?(?:项目)?(?:财政|专项)?(?:预算|资金|经费|支出)?(?:预算)?(?:执行|支出|支付|使用|完成)率[%（(]?"
        )
        & col("level3").matches("预算|资金|经费|支出率|支付率")
        & ~col("level3").matches("及时|准确|合规|专款"),
        at="level3",
        message="指标「{level3}」与另有分值的预算执行率重复，花钱快慢会被计两次分。",
    )


CASES = [
    Case.ok("支付及时", level3="资金支付及时率", target="100%"),
    Case.ok("完成率", level3="任务完成率", target="100%"),
    Case.bad("执行率", level3="预算执行率", target="≥95%"),
    Case.bad("支出率", level3="资金支出率", target="100%"),
]
