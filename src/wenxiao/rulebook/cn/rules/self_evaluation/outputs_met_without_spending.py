"""钱没花出去，产出却全部完成。

预算只支出一小部分，各项指标却都报完成：或是欠付款项，或是完成情况不实。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule, when


@rule(
    title="钱没花出去，产出却全部完成",
    table="self_evaluation.indicators",
    severity="warning",
    basis=["product-practice", "hp-2021-report#三（三）5"],
    hint="说明没有支付的原因（例如工程款按节点支付），并附完成情况的证明材料。",
)
def outputs_met_without_spending(p: Parameters) -> Finding:
    """Flag, once a document, three or more computable rows all met with less than half the budget spent."""
    computable = when(col("status") == "scored", 1).count().over("document")
    met = when(col("met") == True, 1).count().over("document")  # noqa: E712 - a column, not a value
    return Finding(
        where=(col("row") == 0)
        & (col("doc.execution_rate") < p.score.low_execution)
        & (computable >= 3)
        & (met == computable),
        at="actual",
        message="预算执行率只有 {rate:.2%}，可以核算的 {computable} 项指标却全部完成。",
        value="{rate:.2%}",
        expected="预算执行率与完成情况相称，或说明原因",
        rate=col("doc.execution_rate"),
        computable=computable,
    )


_MET = [{"level3": f"事项{n}", "target": f"≥{n}个", "actual": f"{n}个", "weight": "10"} for n in (3, 4, 5)]

CASES = [
    Case.ok("花得差不多", *({**row, "doc__execution_rate": "0.9"} for row in _MET)),
    Case.ok(
        "有的没完成",
        *({**row, "doc__execution_rate": "0.2"} for row in _MET),
        {"level3": "事项9", "target": "≥9个", "actual": "2个", "weight": "10", "doc__execution_rate": "0.2"},
    ),
    Case.bad("只付两成", *({**row, "doc__execution_rate": "0.2"} for row in _MET)),
]
