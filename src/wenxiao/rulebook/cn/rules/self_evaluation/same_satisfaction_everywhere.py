"""同一部门的满意度完成值全都一样。

对象不同、做法不同，满意度却分毫不差，多半没有真正调查。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(
    title="同一部门的满意度完成值全都一样",
    table="self_evaluation.indicators",
    severity="notice",
    basis=["wenxiao-design", "caiyu-2020-10#单位自评"],
    hint="按各项目实际开展满意度调查，附问卷和汇总。",
)
def same_satisfaction_everywhere(p: Parameters) -> Finding:
    """Flag, once a department, satisfaction that is the same figure in every filing."""
    about = col("level3").matches("满意度|满意率") & (col("actual_kind") == "number")
    keys = ("jurisdiction", "fiscal_year", "doc.department")
    count, first = col("document").distinct().over(*keys), col("document").smallest().over(*keys)
    low, high = col("actual_value").smallest().over(*keys), col("actual_value").largest().over(*keys)
    return Finding(
        among=about,
        where=(col("document") == first)
        & col("doc.department").has_text()
        & (low == high)
        & (high < 100)
        & (count > p.goal.same_satisfaction_count),
        at="actual",
        message="「{department}」各份表的满意度完成值都是 {actual}，没有一份不同，请核对是否逐项调查。",
        department=col("doc.department"),
    )


def _rows(*values: str) -> list[dict[str, str]]:
    told = {"level3": "群众满意度", "target": "≥90%", "doc__department": "甲局"}
    return [{**told, "document": f"表{n}", "actual": v} for n, v in enumerate(values)]


CASES = [
    Case.ok("有高有低", *_rows("95%", "92%", "90%", "95%", "95%", "95%")),
    Case.ok("份数不多", *_rows("95%", "95%", "95%")),
    Case.bad("六份一样", *_rows("95%", "95%", "95%", "95%", "95%", "95%")),
]
