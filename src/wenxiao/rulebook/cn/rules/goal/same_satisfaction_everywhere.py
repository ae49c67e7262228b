"""同一部门的满意度指标值全都一样。

对象不同、基础不同，满意度却定得一模一样，多半没有测算。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="同一部门的满意度指标值全都一样",
    table="goal.indicators",
    severity="notice",
    basis=["wenxiao-design", "caiyu-2015-88#绩效目标审核"],
    hint="按各项目服务对象和上年调查结果分别设定。",
)
def same_satisfaction_everywhere(p: Parameters) -> Finding:
    """Flag, once a department, satisfaction that is the same figure in every filing."""
    about = col("level3").matches("满意度|满意率") & (col("target_kind") == "number")
    keys = ("jurisdiction", "fiscal_year", "doc.department")
    count, first = col("document").distinct().over(*keys), col("document").smallest().over(*keys)
    low, high = col("target_value").smallest().over(*keys), col("target_value").largest().over(*keys)
    return Finding(
        among=about,
        where=(col("document") == first)
        & col("doc.department").has_text()
        & (low == high)
        & (high < 100)
        & (count > p.goal.same_satisfaction_count),
        at="target",
        message="「{department}」各份表的满意度指标值都是 {target}，没有一份不同，请核对是否逐项测算。",
        department=col("doc.department"),
    )


def _rows(*values: str) -> list[dict[str, str]]:
    told = {"level3": "群众满意度", "target": "≥90%", "doc__department": "甲局"}
    return [{**told, "document": f"表{n}", "target": v} for n, v in enumerate(values)]


CASES = [
    Case.ok("有高有低", *_rows("95%", "92%", "90%", "95%", "95%", "95%")),
    Case.ok("份数不多", *_rows("95%", "95%", "95%")),
    Case.bad("六份一样", *_rows("95%", "95%", "95%", "95%", "95%", "95%")),
]
