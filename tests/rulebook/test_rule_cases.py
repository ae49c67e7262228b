"""Every rule speaks on its bad cases and is silent on its good ones."""

import pytest

from wenxiao.core.cases import run_case
from wenxiao.rulebook import load_catalog

NATION = load_catalog().place("cn")
CASES = [(rule, case) for rule in NATION.rules.values() for case in rule.cases]


@pytest.mark.parametrize(("rule", "case"), CASES, ids=[f"{r.id}:{c.name}" for r, c in CASES])
def test_case(rule, case):
    outcome = run_case(rule, case, NATION)
    said = [record["message"] for hits in outcome.hits for record in hits.records()]
    assert bool(said) is case.speaks, (said, outcome.skipped)
    for sentence in said:
        assert sentence.endswith("。")
        assert "{" not in sentence


@pytest.mark.parametrize("rule", NATION.rules.values(), ids=list(NATION.rules))
def test_rule_has_good_and_bad_cases_and_a_summary(rule):
    assert {case.speaks for case in rule.cases} == {True, False}
    assert rule.summary
    assert rule.hint.endswith("。")
