"""自评总分超过执行率对应的封顶分。

有的地方规定：预算执行率不到一定比例的，自评总分不得高于相应分数。采用这一做法后才检查。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, lit, rule, when


@rule(
    title="自评总分超过执行率对应的封顶分",
    table="self_evaluation",
    severity="error",
    basis=["product-practice"],
    hint="按本地规定调低自评总分，或说明没有支出的客观原因。",
)
def total_over_execution_ceiling(p: Parameters) -> Finding:
    """Flag a claimed total above the ceiling for its execution rate, where a place adopted ceilings."""
    limit = lit(None)
    for band in p.score.execution_ceilings or []:
        rate = col("execution_rate")
        limit = when((rate >= band["from"]) & (rate < band["below"]), band["max"] * 100, limit)
    return Finding(
        where=col("claimed_total_cp") > limit,
        at="claimed_total",
        message="预算执行率 {rate:.2%}，按本地规定自评总分不超过 {limit:分}，填报 {claimed_total_cp:分}。",
        value="{claimed_total_cp:分}",
        expected="不超过 {limit:分}",
        rate=col("execution_rate"),
        limit=limit,
    )


CASES = [
    Case.ok("没有采用", claimed_total="95", execution_rate="0.75"),
    Case.ok("执行得好", claimed_total="95", execution_rate="0.85").when_adopted(),
    Case.ok("没有超过", claimed_total="89", execution_rate="0.75").when_adopted(),
    Case.bad("七成多", claimed_total="95", execution_rate="0.75").when_adopted(),
    Case.bad("不到一半", claimed_total="70", execution_rate="0.3").when_adopted(),
]
