"""Cases of a local rule, run: it speaks where its author says so, and is silent where he says so.

The nation's rules are run by the product's own tests; a place's rules have nobody else to do it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from wenxiao.core.cases import run_case
from wenxiao.core.checks.fault import Fault
from wenxiao.core.facts.schema import table_schemas
from wenxiao.core.place import Place
from wenxiao.core.rules.model import Case, Rule
from wenxiao.core.uses import parameters_of
from wenxiao.core.yaml_files import line_with


def case_faults(rules: Iterable[Rule], place: Place) -> Iterator[Fault]:
    """Find cases on which a rule does other than they say; one on unknown tables or parameters is told elsewhere."""
    tables = table_schemas(place.forms)
    for rule in rules:
        able = rule.table in tables and all(name in place.parameters for name in parameters_of(rule))
        for case in rule.cases if able else ():
            wrong = _wrong(rule, case, place)
            if wrong:
                path = Path(rule.file)
                line = line_with(path, f'"{case.name}"') or line_with(path, "CASES")
                yield Fault(rule.file, line, f"规则 {rule.id} 的案例“{case.name}”{wrong}")


def _wrong(rule: Rule, case: Case, place: Place) -> str:
    try:
        outcome = run_case(rule, case, place)
    except KeyError as error:
        return f"跑不起来：{error.args[0]}。请改用该表、上级表或关联里有的列。"
    except Exception as error:
        # Whatever a local rule's code does, the check goes on to the next one.
        return f"跑不起来（{type(error).__name__}：{error}）。请改正规则或案例。"
    spoke = any(len(hits.keys) for hits in outcome.hits)
    if spoke and not case.speaks:
        return "不应指出，规则却指出了。请收紧条件，或改正案例。"
    if case.speaks and not spoke:
        why = "；".join(outcome.skipped.values()).rstrip("。")
        return f"应当指出，规则却没有说话{f'（{why}）' if why else ''}。请改正条件，或改正案例。"
    return ""
