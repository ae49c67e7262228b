"""Expressions over columns: what rules and figures are written in.

An expression is a small tree, not yet bound to an engine. ``compile.py`` turns it
into a Narwhals expression; ``describe.py`` writes it in Chinese; the columns it
uses are known before anything runs. A comparison with a missing value is missing,
and a missing condition flags nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any


class Expr:
    """One node: an operation and its arguments (nodes or plain values)."""

    __slots__ = ("args", "op")

    def __init__(self, op: str, *args: Any) -> None:
        """Make a node; use ``col`` and ``lit`` rather than this."""
        self.op = op
        self.args = args

    def __add__(self, other: Any) -> Expr:
        """Add."""
        return Expr("add", self, _node(other))

    def __sub__(self, other: Any) -> Expr:
        """Subtract."""
        return Expr("sub", self, _node(other))

    def __mul__(self, other: Any) -> Expr:
        """Multiply."""
        return Expr("mul", self, _node(other))

    def __truediv__(self, other: Any) -> Expr:
        """Divide; by zero gives missing."""
        return Expr("div", self, _node(other))

    def __floordiv__(self, other: Any) -> Expr:
        """Divide whole numbers, rounding down; the divisor is a plain number other than zero."""
        return Expr("floordiv", self, _node(other))

    def __radd__(self, other: Any) -> Expr:
        """Add to a plain value."""
        return Expr("add", _node(other), self)

    def __rsub__(self, other: Any) -> Expr:
        """Subtract from a plain value."""
        return Expr("sub", _node(other), self)

    def __rmul__(self, other: Any) -> Expr:
        """Multiply a plain value."""
        return Expr("mul", _node(other), self)

    def __lt__(self, other: Any) -> Expr:
        """Less than."""
        return Expr("lt", self, _node(other))

    def __le__(self, other: Any) -> Expr:
        """At most."""
        return Expr("le", self, _node(other))

    def __gt__(self, other: Any) -> Expr:
        """Greater than."""
        return Expr("gt", self, _node(other))

    def __ge__(self, other: Any) -> Expr:
        """At least."""
        return Expr("ge", self, _node(other))

    def __eq__(self, other: object) -> Expr:  # type: ignore[override]
        """Equal."""
        return Expr("eq", self, _node(other))

    def __ne__(self, other: object) -> Expr:  # type: ignore[override]
        """Not equal."""
        return Expr("ne", self, _node(other))

    __hash__ = object.__hash__

    def __and__(self, other: Any) -> Expr:
        """Both."""
        return Expr("and", self, _node(other))

    def __or__(self, other: Any) -> Expr:
        """Either."""
        return Expr("or", self, _node(other))

    def __invert__(self) -> Expr:
        """Not."""
        return Expr("not", self)

    def __bool__(self) -> bool:
        """Refuse ``and``/``or``/``if`` on a column: use ``&`` and ``|``."""
        raise TypeError("列表达式不能用 and、or、if，请用 &、|、~。")

    def is_missing(self) -> Expr:
        """Nothing is there (null)."""
        return Expr("is_null", self)

    def is_given(self) -> Expr:
        """Something is there."""
        return ~self.is_missing()

    def is_empty(self) -> Expr:
        """No text: null or only spaces."""
        return Expr("is_empty", self)

    def has_text(self) -> Expr:
        """Some text is there."""
        return ~self.is_empty()

    def is_in(self, values: Iterable[Any]) -> Expr:
        """Is one of the values."""
        return Expr("is_in", self, tuple(values))

    def matches(self, pattern: str) -> Expr:
        """Contain a match of a regular expression (RE2 syntax: no look-around)."""
        return Expr("matches", self, pattern)

    def without(self, pattern: str) -> Expr:
        """Give the text with every match of a regular expression taken out."""
        return Expr("without", self, pattern)

    def length(self) -> Expr:
        """Number of characters."""
        return Expr("length", self)

    def fill(self, value: Any) -> Expr:
        """Put a value where nothing is."""
        return Expr("fill", self, _node(value))

    def abs(self) -> Expr:
        """Absolute value."""
        return Expr("abs", self)

    def sum(self) -> Expr:
        """Sum of a column; over a group when followed by ``over``."""
        return Expr("sum", self)

    def count(self) -> Expr:
        """Number of rows in which the column is given."""
        return Expr("count", self)

    def distinct(self) -> Expr:
        """Number of different values."""
        return Expr("distinct", self)

    def largest(self) -> Expr:
        """Largest value of a column."""
        return Expr("max", self)

    def smallest(self) -> Expr:
        """Smallest value of a column."""
        return Expr("min", self)

    def median(self) -> Expr:
        """Middle value of a column."""
        return Expr("median", self)

    def over(self, *keys: str) -> Expr:
        """Compute an aggregate within groups of equal keys and give it to each row."""
        return Expr("over", self, keys)


def _node(value: Any) -> Expr:
    return value if isinstance(value, Expr) else Expr("lit", value)


def col(name: str) -> Expr:
    """A column of the rule's table; ``doc.…`` is a column of the document the row belongs to."""
    return Expr("col", name)


def lit(value: Any) -> Expr:
    """A plain value as an expression."""
    return Expr("lit", value)


def when(condition: Expr, then: Any, otherwise: Any = None) -> Expr:
    """``then`` where the condition holds, else ``otherwise``."""
    return Expr("when", condition, _node(then), _node(otherwise))


def last_day(year: Expr) -> Expr:
    """Give the number of a year's last day, counted as the readings of dates are (day 1 is 0001-01-01)."""
    return year * 365 + year // 4 - year // 100 + year // 400


def walk(expr: Expr) -> Iterator[Expr]:
    """Give the node and all nodes below it."""
    yield expr
    for arg in expr.args:
        if isinstance(arg, Expr):
            yield from walk(arg)


def columns_of(expr: Expr) -> set[str]:
    """Give the names of the columns an expression reads, group keys included."""
    names: set[str] = set()
    for node in walk(expr):
        if node.op == "col":
            names.add(node.args[0])
        elif node.op == "over":
            names.update(node.args[1])
    return names


def needs_whole_table(expr: Expr) -> bool:
    """Tell whether the expression looks at other rows (a window)."""
    return any(node.op == "over" for node in walk(expr))
