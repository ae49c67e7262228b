"""Figures of self-evaluation and of the use of results."""

from wenxiao.core.api import Fixed, Parameters, Query, col, figure

BASIS = ("caiyu-2020-10#结果应用",)
FUND = ("hp-2021-report#二（四）4",)


@figure(label="自评的项目", unit="个", basis=("caiyu-2020-10#单位自评",))
def self_evaluated_projects(_p: Parameters, year: int) -> Query:
    """Projects self-evaluated on last year's money."""
    return Query("self_evaluation", (col("fiscal_year") == year - 1) & (col("form") == "self_evaluation"))


@figure(label="自评的部门", unit="个", basis=("caiyu-2020-10#单位自评",))
def self_evaluated_departments(_p: Parameters, year: int) -> Query:
    """Departments self-evaluated on last year's money."""
    return Query(
        "self_evaluation", (col("fiscal_year") == year - 1) & (col("form") == "department_self_evaluation")
    )


@figure(label="列入财政复核的自评", unit="个", basis=("caiyu-2020-10#单位自评",))
def self_evaluations_reviewed(_p: Parameters, year: int) -> Query:
    """Self-evaluations on the bureau's re-check list."""
    return Query("self_evaluation", (col("fiscal_year") == year - 1) & (col("review") == True))  # noqa: E712


@figure(label="中、差对象涉及金额", unit="亿元", digits=2, basis=BASIS)
def improvable_amount(_p: Parameters, year: int) -> Query:
    """Money of objects graded 中 or 差, 分."""
    low = (col("activity_year") == year) & col("grade").is_in(["中", "差"])
    return Query("evaluation", low, col("amount_fen").sum())


@figure(label="中、差对象", unit="个", basis=BASIS)
def improvable(_p: Parameters, year: int) -> Query:
    """Objects graded 中 or 差."""
    return Query("evaluation", (col("activity_year") == year) & col("grade").is_in(["中", "差"]))


@figure(label="公用经费奖扣幅度下限", unit="%", basis=FUND)
def public_fund_min(p: Parameters, _year: int) -> Fixed:
    """The parameter's lower rate."""
    return Fixed(p.results.public_fund_range["min"])


@figure(label="公用经费奖扣幅度上限", unit="%", basis=FUND)
def public_fund_max(p: Parameters, _year: int) -> Fixed:
    """The parameter's upper rate."""
    return Fixed(p.results.public_fund_range["max"])
