"""What only large tables get (documents by number, quick conditions first) changes no finding."""

from datetime import date

import narwhals as nw
import pytest
from bench.made import documents

from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.core.rules import engine, grouping
from wenxiao.core.rules.grouping import document_groups
from wenxiao.rulebook import load_catalog


def series(*values):
    return nw.new_series("document", list(values), nw.String, backend="polars")


@pytest.mark.parametrize(
    ("ids", "numbered"),
    [(["a", "a", "b", "c", "c"], True), (["a", "b", "a"], False), ([None, "a"], False), (["b", "a"], True)],
)
def test_numbers_only_where_rows_stand_together(monkeypatch, ids, numbered):
    monkeypatch.setattr(grouping, "LARGE", 1)
    told = document_groups(series(*ids)).to_list()
    assert (told != ids) is numbered
    assert [[x == y for y in told] for x in told] == [[x == y for y in ids] for x in ids]


def test_findings_are_the_same_with_many_rows(monkeypatch):
    catalog = load_catalog()
    facts = build_facts(documents(200, faulty=0.8), catalog.place("cn").forms)
    by_id = list(judge(facts, catalog, as_of=date(2022, 3, 15)).findings())
    monkeypatch.setattr(grouping, "LARGE", 1)
    monkeypatch.setattr(engine, "LARGE", 1)
    assert list(judge(facts, catalog, as_of=date(2022, 3, 15)).findings()) == by_id
