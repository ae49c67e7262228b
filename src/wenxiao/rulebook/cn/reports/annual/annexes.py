"""The three annexes: all results, re-checked self-evaluations, key evaluations."""

from wenxiao.core.api import Expr, Listing, Parameters, annex, col

COLUMNS = (
    ("subject_name", "评价对象"),
    ("department", "主管部门"),
    ("object_kind", "对象类型"),
    ("method", "评价方式"),
    ("amount_fen", "评价金额（万元）"),
    ("total_cp", "得分"),
    ("grade", "等级"),
)


def _done(year: int) -> Expr:
    return col("activity_year") == year


@annex(title="财政支出绩效评价结果", order=1)
def all_results(_p: Parameters, year: int) -> Listing:
    """Every object evaluated in the year, best first."""
    return Listing("evaluation", _done(year), COLUMNS, sort=("-total_cp", "document"), total=("amount_fen",))


@annex(title="自评复核项目情况", order=2)
def reviewed_results(_p: Parameters, year: int) -> Listing:
    """Objects evaluated by re-checking their self-evaluation."""
    columns = (*COLUMNS[:3], ("unit", "实施单位"), *COLUMNS[4:], ("agency", "第三方机构"))
    where = _done(year) & (col("method") == "自评复核")
    return Listing("evaluation", where, columns, sort=("-total_cp", "document"), total=("amount_fen",))


@annex(title="财政重点评价项目情况", order=3)
def key_results(_p: Parameters, year: int) -> Listing:
    """Objects of key evaluation with their kind of funds."""
    columns = (*COLUMNS[:3], ("category", "资金类别"), *COLUMNS[4:], ("agency", "第三方机构"))
    where = _done(year) & (col("method") == "重点评价")
    return Listing("evaluation", where, columns, sort=("-total_cp", "document"), total=("amount_fen",))
