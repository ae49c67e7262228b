"""所有定量指标都恰好等于目标。

十几项都一分不差，多半是照抄目标；请附上能证明的材料。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="所有定量指标都恰好等于目标",
    table="self_evaluation.indicators",
    severity="notice",
    basis=["wenxiao-design"],
    hint="核对统计台账，填实际发生的数。",
)
def everything_exactly_on_target(_p: Parameters) -> Finding:
    """Flag, once a document, five or more numeric rows all equal to their targets (100 % targets aside)."""
    numeric = when(
        (col("target_kind") == "number") & (col("ratio").is_given()) & (col("target_value") != 100), 1
    )
    exact = when((col("target_kind") == "number") & (col("ratio") == 1) & (col("target_value") != 100), 1)
    total, same = numeric.count().over("document"), exact.count().over("document")
    return Finding(
        where=(col("row") == 0) & (total >= 5) & (same == total),
        at="actual",
        message="全表 {total} 项定量指标的完成值都恰好等于指标值，请确认不是照抄目标。",
        value="{total} 项",
        total=total,
    )


_EXACT = [{"level3": f"事项{n}", "target": f"≥{n}0个", "actual": f"{n}0个"} for n in range(1, 6)]

CASES = [
    Case.ok("有出入", *_EXACT[:4], {"level3": "事项6", "target": "≥60个", "actual": "63个"}),
    Case.ok("条数少", *_EXACT[:3]),
    Case.bad("全部相等", *_EXACT),
]
