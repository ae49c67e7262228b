"""填报的预算执行率超过 100%。

执行率最高按 100% 计；超过的，多半是预算数没有填调整后的数。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="填报的预算执行率超过 100%",
    table="self_evaluation",
    severity="error",
    basis=["caiyu-2020-10#附件 项目支出绩效自评表"],
    hint="核对全年预算数和执行数；全年预算数填调整后的数。",
)
def claimed_rate_over_full(_p: Parameters) -> Finding:
    """Flag a printed execution rate above 100 %."""
    return Finding(
        where=col("claimed_execution_rate") > 1,
        at="claimed_execution_rate",
        message="填报的预算执行率为 {rate:.2%}，执行率不能超过 100%，请核对预算数和执行数。",
        value="{rate:.2%}",
        expected="不超过 100%",
        rate=col("claimed_execution_rate"),
    )


CASES = [
    Case.ok("正好", claimed_execution_rate="100%"),
    Case.ok("没有填", claimed_execution_rate=None),
    Case.bad("超过", claimed_execution_rate="102.59%"),
]
