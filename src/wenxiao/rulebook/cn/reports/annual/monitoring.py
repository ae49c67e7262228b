"""Figures of dual monitoring: who and what is watched, chosen by the rule and never by hand."""

from functools import reduce

from wenxiao.core.api import Expr, Fixed, Parameters, Query, col, figure

BASIS = ("caiyu-2019-136", "hp-2021-report#二（二）3")
KINDS = {"中央直达资金": "direct_funds", "政府专项债券项目": "special_bond", "涉农资金项目": "agriculture"}


def is_key_project(p: Parameters, year: int) -> Expr:
    """Tell whether a listed project is a key one: its budget reaches the line or its funds are of a named kind."""
    line: int = p.monitoring.key_project_amount * 100
    kinds = [col(KINDS[kind]).fill(value=False) for kind in p.monitoring.key_project_kinds]
    key: Expr = reduce(lambda a, b: a | b, kinds, col("budget_fen") >= line)
    return (col("fiscal_year") == year) & key


@figure(label="重点监控项目年度预算下限", unit="万元", basis=BASIS)
def monitoring_line(p: Parameters, _year: int) -> Fixed:
    """The parameter's amount, 分."""
    return Fixed(p.monitoring.key_project_amount * 100)


@figure(label="重点监控项目", unit="个", basis=BASIS)
def monitored_projects(p: Parameters, year: int) -> Query:
    """Projects on the key list."""
    return Query("projects.items", is_key_project(p, year))


@figure(label="有重点监控项目的部门", unit="个", basis=BASIS)
def monitored_departments(p: Parameters, year: int) -> Query:
    """Departments with at least one project on the key list."""
    return Query("projects.items", is_key_project(p, year), col("doc.subject_name").distinct())


@figure(label="重点监控项目预算", unit="亿元", digits=2, basis=BASIS)
def monitored_amount(p: Parameters, year: int) -> Query:
    """Annual budget of the key list, 分."""
    return Query("projects.items", is_key_project(p, year), col("budget_fen").sum())


@figure(label="项目清单中的全部项目", unit="个", basis=BASIS)
def listed_projects(_p: Parameters, year: int) -> Query:
    """All projects that departments listed."""
    return Query("projects.items", col("fiscal_year") == year)


@figure(label="全周期跟踪的新增经常性项目预算下限", unit="万元", basis=BASIS)
def lifecycle_recurrent_line(p: Parameters, _year: int) -> Fixed:
    """The parameter's amount, 分."""
    return Fixed(p.monitoring.lifecycle_recurrent_new * 100)


@figure(label="全周期跟踪的新增一次性项目预算下限", unit="万元", basis=BASIS)
def lifecycle_oneoff_line(p: Parameters, _year: int) -> Fixed:
    """The parameter's amount, 分."""
    return Fixed(p.monitoring.lifecycle_oneoff_new * 100)


@figure(label="纳入全周期跟踪的项目", unit="个", basis=BASIS)
def lifecycle_projects(p: Parameters, year: int) -> Query:
    """New recurrent and new one-off projects at or above their lines."""
    recurrent = (col("recurrence") == "经常性项目") & (
        col("budget_fen") >= p.monitoring.lifecycle_recurrent_new * 100
    )
    oneoff = (col("recurrence") == "一次性项目") & (
        col("budget_fen") >= p.monitoring.lifecycle_oneoff_new * 100
    )
    fresh = (col("fiscal_year") == year) & (col("standing") == "新增项目")
    return Query("projects.items", fresh & (recurrent | oneoff))
