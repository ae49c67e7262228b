"""A figure opens to its query, parameters, rows and documents."""

from datetime import date

import pytest

from wenxiao.core.documents import Filing, Origin
from wenxiao.core.errors import NotFoundError
from wenxiao.reporting.run import run_report
from wenxiao.reporting.trace import trace_figure


@pytest.fixture(scope="module")
def traced(district_documents, district_catalog):
    filings = [
        Filing(d, Origin("卷.xlsx", "表一")) for d in district_documents if not d["form"].endswith("_goal")
    ]
    run = run_report("annual", 2021, filings, district_catalog, "990112", as_of=date(2022, 3, 15))
    return lambda name: trace_figure(
        run.figures, name, run.place.parameters, district_catalog.cite, run.origins
    )


def test_a_sum_lists_the_rows_that_make_it(traced):
    told = traced("evaluated_amount")
    assert len(told["rows"]) == 36
    assert sum(row["values"]["评价金额"] for row in told["rows"]) == int(told["exact"])
    assert all(row["origin"] == "卷.xlsx · 表一" for row in told["rows"])
    assert "评价金额之和" in told["query"]


def test_a_rate_names_its_parts(traced):
    told = traced("appraisal_cut_rate")
    assert [part["figure"] for part in told["parts"]] == ["annual.appraisal_cut", "annual.appraisal_amount"]


def test_a_parameter_is_shown_with_its_basis(traced):
    told = traced("monitored_projects")
    assert told["parameters"][0]["name"] == "monitoring.key_project_amount"
    assert told["parameters"][0]["value"] == 2_000_000
    assert "江财绩〔2021〕1号" in told["parameters"][0]["basis"]
    assert "2,000,000" in told["query"] or "200.00 万元" in told["query"]


def test_an_unknown_figure_lists_what_exists(traced):
    with pytest.raises(NotFoundError, match="appraisal_units"):
        traced("nothing_like_it")
