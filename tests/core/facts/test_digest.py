"""The digest of facts: one for the same facts on every engine and in every order, another for others."""

import narwhals as nw
import pytest
from bench.made import documents

from wenxiao.core.facts import digest
from wenxiao.core.facts.build import build_facts
from wenxiao.core.facts.digest import digest_of
from wenxiao.core.facts.model import Facts
from wenxiao.rulebook import load_catalog

FORMS = load_catalog().place("cn").forms
FACTS = build_facts(documents(30, faulty=0.5), FORMS)


def replaced(name, change):
    return Facts({**FACTS.tables, name: change(FACTS[name])}, FACTS.schemas)


def test_order_of_rows_and_columns_and_size_of_slices_do_not_matter(monkeypatch):
    other = replaced("self_evaluation.indicators", lambda t: t[::-1].select(*reversed(t.columns)))
    assert digest_of(other) == digest_of(FACTS)
    monkeypatch.setattr(digest, "SLICE", 7)
    assert digest_of(other) == digest_of(FACTS)


def test_engine_does_not_matter():
    def other(table):
        return nw.from_native(table.to_native().to_pandas(use_pyarrow_extension_array=True), eager_only=True)

    moved = Facts({name: other(t) for name, t in FACTS.tables.items()}, FACTS.schemas)
    assert digest_of(moved) == digest_of(FACTS)


@pytest.mark.parametrize(
    "value",
    [nw.lit(""), nw.lit(None, nw.String), nw.lit("甲"), nw.lit("甲,乙"), nw.lit('"'), nw.lit("甲\n乙")],
)
def test_every_change_shows(value):
    told = replaced("self_evaluation", lambda t: t.with_columns(value.alias("filled_by")))
    base = replaced("self_evaluation", lambda t: t.with_columns(nw.lit("丙").alias("filled_by")))
    assert digest_of(told) != digest_of(base)
    empty = replaced("self_evaluation", lambda t: t.with_columns(nw.lit("").alias("filled_by")))
    missing = replaced(
        "self_evaluation", lambda t: t.with_columns(nw.lit(None, nw.String).alias("filled_by"))
    )
    assert digest_of(empty) != digest_of(missing)


def test_tables_without_rows_do_not_count():
    tables = {name: t for name, t in FACTS.tables.items() if len(t)}
    assert digest_of(Facts(tables, FACTS.schemas)) == digest_of(FACTS)
