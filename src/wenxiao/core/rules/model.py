"""What a rule is: a decorated function in a file of its own, with cases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from wenxiao.core.expr import Expr
from wenxiao.core.parameters import Parameters

Severity = Literal["error", "warning", "notice"]
SEVERITY_LABEL: dict[str, str] = {"error": "必改", "warning": "须说明", "notice": "提示"}


DEDUCTION = "deduction_cp"


class Finding:
    """What a rule looks for: the condition, the field it points at, and the sentence to say.

    The message may name columns of the table and the extra ``values``; formats
    ``:万元`` and ``:分`` write money and points. ``value`` and ``expected`` are
    templates of the same kind for the machine-readable finding.
    """

    __slots__ = ("among", "at", "deduction_max", "expected", "message", "value", "values", "where")

    def __init__(
        self,
        *,
        where: Expr,
        at: str,
        message: str,
        value: str | None = None,
        expected: str | None = None,
        among: Expr | None = None,
        deduction: Expr | None = None,
        deduction_max: int | None = None,
        **values: Any,
    ) -> None:
        """Describe a finding; further keyword arguments are values the message may use.

        ``among`` names the rows the rule looks at when it compares rows: what ``over`` gathers in the
        condition and the values comes from these alone, and only these can be flagged.
        ``deduction``, in 1/100 point, is given only where the place adopted a deduction table;
        the message may use it as ``deduction_cp``. ``deduction_max`` bounds what the rule takes from
        one document, in 1/100 point.
        """
        self.where = where
        self.among = among
        self.at = at
        self.message = message
        self.value = value
        self.expected = expected
        self.deduction_max = deduction_max
        self.values = values if deduction is None else {**values, DEDUCTION: deduction}


@dataclass(frozen=True, slots=True)
class Case:
    """An example row in the words of a filing, and whether the rule must speak."""

    name: str
    speaks: bool
    rows: tuple[dict[str, Any], ...]
    form: str | None = None
    adopted: bool = False  # under proposed values, as if the bureau had adopted them all

    @classmethod
    def ok(cls, name: str, /, *rows: dict[str, Any], **cells: Any) -> Case:
        """A filing on which the rule must be silent: cells of one row, or several rows."""
        return cls(name, speaks=False, rows=rows or (cells,))

    @classmethod
    def bad(cls, name: str, /, *rows: dict[str, Any], **cells: Any) -> Case:
        """A filing on which the rule must speak."""
        return cls(name, speaks=True, rows=rows or (cells,))

    def when_adopted(self) -> Case:
        """Give the same case under a rulebook in which every proposed value is adopted."""
        return replace(self, adopted=True)


Body = Callable[[Parameters], Finding]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it stands in the catalogue. ``id`` is the path of its file below ``rules/``."""

    id: str
    title: str
    table: str
    severity: Severity
    basis: tuple[str, ...]
    hint: str
    body: Body
    summary: str = ""
    cases: tuple[Case, ...] = ()
    file: str = ""


@dataclass(frozen=True, slots=True)
class Declared:
    """What the decorator notes on the function until the file is loaded."""

    title: str
    table: str
    severity: Severity
    basis: tuple[str, ...]
    hint: str


def rule(
    *, title: str, table: str, severity: Severity, basis: list[str], hint: str
) -> Callable[[Body], Body]:
    """Declare the function below as the file's rule.

    ``table`` is a fact table such as ``goal.indicators``; ``basis`` are citations
    ``source-id#clause``; ``hint`` says what to do.
    """

    def mark(body: Body) -> Body:
        body.__dict__["declared"] = Declared(title, table, severity, tuple(basis), hint)
        return body

    return mark
