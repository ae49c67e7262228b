"""Everything a rule file may import."""

from wenxiao.core.expr import Expr, col, lit, when
from wenxiao.core.parameters import Parameters
from wenxiao.core.rules.model import Case, Finding, rule

__all__ = ["Case", "Expr", "Finding", "Parameters", "col", "lit", "rule", "when"]
