"""The vectorised engine flags the same rows as a plain interpreter that goes record by record."""

from datetime import date

import pytest
from bench.made import documents
from bench.record_by_record import run_record_by_record, table_rows

from wenxiao.core.calendar import Clock
from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.core.scoring.settings import ScoringSettings
from wenxiao.core.scoring.stages import score_stages
from wenxiao.rulebook import load_catalog

AS_OF = date(2022, 3, 15)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_same_rows(seed):
    catalog = load_catalog()
    place = catalog.place("cn")
    parameters = place.parameters.at(Clock(2021, AS_OF))
    facts = build_facts(documents(120, seed), place.forms)
    judgement = judge(facts, catalog, as_of=AS_OF)
    engine: dict[str, set[tuple[str, int]]] = {}
    for hit in judgement.regimes[0].hits:
        keys = hit.rows.iter_rows(named=True)
        engine[hit.rule.id] = {(r["document"], r.get("row", -1)) for r in keys}
    scored = score_stages(facts, ScoringSettings.of(parameters))
    tables = table_rows(scored, place.rules.values(), parameters, place.links)
    told = run_record_by_record(tables, place.rules.values(), parameters)
    plain = {
        rule: {
            (
                tables[place.rules[rule].table][i]["document"],
                tables[place.rules[rule].table][i].get("row", -1),
            )
            for i in rows
        }
        for rule, rows in told.items()
        if rows
    }
    assert engine == plain
    assert len(engine) >= 8
