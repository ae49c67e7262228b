"""Rules made ready for one set of parameter values: conditions as expressions, columns known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce

from wenxiao.core.compile import to_narwhals
from wenxiao.core.errors import NotFoundError
from wenxiao.core.expr import Expr, columns_of, lit, needs_whole_table, walk
from wenxiao.core.kept import Kept, kept
from wenxiao.core.parameters import Parameters
from wenxiao.core.rules.messages import names_in
from wenxiao.core.rules.model import Finding, Rule

# A column that tells documents apart like ``document`` and groups faster; the engine puts it in.
GROUP = "~document"


@dataclass(frozen=True)
class ReadyRule:
    """One rule: its condition under the name ``mark``, and what its sentence shows."""

    rule: Rule
    finding: Finding
    judged: frozenset[str]  # columns that the condition reads: without one of them the rule cannot speak
    needed: frozenset[str]  # columns of the table that condition, values and sentence read
    shown: frozenset[str]  # columns that the sentence shows as they are
    mark: Kept
    screen: Kept | None  # under the same name: the quick part of a condition that looks for patterns in texts
    values: list[Kept]  # what the sentence shows besides, under its name
    among: Kept | None  # the rows looked at; all when there is none
    grouped: bool  # something looks at other rows, so documents have to be told apart
    windowed: bool  # a value looks at other rows, so it is worked out before rows are chosen

    @property
    def quick_mark(self) -> Kept:
        """The quick part of the condition where there is one, else the condition."""
        return self.mark if self.screen is None else self.screen


@dataclass(frozen=True)
class ReadyRules:
    """Rules by table; ``skipped`` names those whose parameters have no value, with the reason."""

    by_table: dict[str, list[ReadyRule]] = field(default_factory=dict)
    skipped: dict[str, str] = field(default_factory=dict)


def make_ready(rules: Iterable[Rule], parameters: Parameters) -> ReadyRules:
    """Make rules ready under parameter values; a rule without its parameters is left out and named."""
    ready = ReadyRules()
    for rule in rules:
        try:
            finding = rule.body(parameters)
        except NotFoundError as fault:
            ready.skipped[rule.id] = str(fault)
            continue
        told = ready.by_table.setdefault(rule.table, [])
        told.append(_ready(rule, finding, f"?{len(told)}"))
    return ready


def judged_columns(finding: Finding) -> frozenset[str]:
    """Give the columns a finding's condition reads."""
    return frozenset(set().union(*(columns_of(expr) for expr in _conditions(finding))))


def _conditions(finding: Finding) -> list[Expr]:
    return [finding.where, *((finding.among,) if finding.among is not None else ())]


def needed_columns(finding: Finding) -> frozenset[str]:
    """Give the columns a finding reads: its condition, its values and its sentence."""
    exprs = [
        *_conditions(finding),
        *(value for value in finding.values.values() if isinstance(value, Expr)),
    ]
    read = set().union(*(columns_of(expr) for expr in exprs))
    return frozenset(read | (_in_sentence(finding) - set(finding.values)))


def _in_sentence(finding: Finding) -> set[str]:
    return names_in(finding.message) | names_in(finding.value) | names_in(finding.expected)


def _ready(rule: Rule, finding: Finding, mark: str) -> ReadyRule:
    values = {name: v if isinstance(v, Expr) else lit(v) for name, v in finding.values.items()}
    windowed = any(needs_whole_table(expr) for expr in values.values())
    screen = None if windowed else _screen(finding.where)
    return ReadyRule(
        rule,
        finding,
        judged=judged_columns(finding),
        needed=needed_columns(finding),
        shown=frozenset((_in_sentence(finding) | {finding.at.replace(".", "_")}) - set(values)),
        mark=kept({mark: to_narwhals(_grouped(finding.where))})[0],
        screen=None if screen is None else kept({mark: to_narwhals(screen)})[0],
        values=kept({name: to_narwhals(_grouped(expr)) for name, expr in values.items()}),
        among=None if finding.among is None else kept({mark: to_narwhals(_grouped(finding.among))})[0],
        grouped=windowed or any(map(needs_whole_table, _conditions(finding))),
        windowed=windowed,
    )


def _screen(where: Expr) -> Expr | None:
    """Give those parts of ``a & b & …`` that look for no pattern: what they do not hold for is not flagged.

    A pattern takes ten times as long as a comparison, so many rows are screened first.
    """
    parts = list(_conjuncts(where))
    quick = [part for part in parts if all(node.op != "matches" for node in walk(part))]
    if not quick or len(quick) == len(parts) or needs_whole_table(where):
        return None
    return reduce(lambda a, b: a & b, quick)


def _conjuncts(expr: Expr) -> Iterator[Expr]:
    if expr.op == "and":
        for arg in expr.args:
            yield from _conjuncts(arg)
    else:
        yield expr


def _grouped(expr: Expr) -> Expr:
    """Give the expression with windows over ``document`` going by the engine's grouping column instead."""
    if expr.op == "over" and "document" in expr.args[1]:
        inner, keys = expr.args
        return Expr("over", _grouped(inner), tuple(GROUP if key == "document" else key for key in keys))
    if not needs_whole_table(expr):
        return expr
    return Expr(expr.op, *(_grouped(arg) if isinstance(arg, Expr) else arg for arg in expr.args))
