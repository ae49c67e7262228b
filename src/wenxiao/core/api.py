"""Everything a rule file or a report's figures may import."""

from wenxiao.core.expr import Expr, col, last_day, lit, when
from wenxiao.core.parameters import Parameters
from wenxiao.core.reports import Difference, Fixed, Listing, Query, Ratio, annex, figure
from wenxiao.core.rules.model import Case, Finding, rule

__all__ = [
    "Case",
    "Difference",
    "Expr",
    "Finding",
    "Fixed",
    "Listing",
    "Parameters",
    "Query",
    "Ratio",
    "annex",
    "col",
    "figure",
    "last_day",
    "lit",
    "rule",
    "when",
]
