"""Rules: each has a case on which it speaks and one on which it is silent, and reads what exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from wenxiao.core.checks.fault import Fault
from wenxiao.core.facts.schema import table_schemas
from wenxiao.core.place import Place
from wenxiao.core.rules.model import Rule
from wenxiao.core.uses import parameters_of
from wenxiao.core.yaml_files import line_with


def rule_faults(rules: Iterable[Rule], place: Place) -> Iterator[Fault]:
    """Find rules without cases, on tables or parameters that do not exist, with unfinished sentences."""
    tables = table_schemas(place.forms)
    for rule in rules:
        path = Path(rule.file)
        cases = line_with(path, "CASES")
        if not any(case.speaks for case in rule.cases):
            yield Fault(
                rule.file, cases,
                f"规则 {rule.id} 没有一个应当指出的案例。请在 CASES 里加一个 Case.bad，证明它查得出问题。",
            )  # fmt: skip
        if all(case.speaks for case in rule.cases):
            yield Fault(
                rule.file, cases,
                f"规则 {rule.id} 没有一个不应指出的案例。请在 CASES 里加一个 Case.ok，证明它不误报。",
            )  # fmt: skip
        if rule.table not in tables:
            yield Fault(
                rule.file, line_with(path, "table="),
                f"规则 {rule.id} 查的表 {rule.table} 不存在。现有的表见 docs/rulebook/forms，请改正 table。",
            )  # fmt: skip
        if not rule.hint.endswith("。"):
            yield Fault(
                rule.file, line_with(path, "hint="), f"规则 {rule.id} 的改法不是完整的句子。请以“。”结尾。"
            )  # fmt: skip
        for name in parameters_of(rule):
            if name not in place.parameters:
                yield Fault(
                    rule.file, line_with(path, name),
                    f"规则 {rule.id} 用的参数 {name} 不存在。请在 parameters/{name.split('.')[0]}.yaml 加上，或改正名称。",
                )  # fmt: skip
