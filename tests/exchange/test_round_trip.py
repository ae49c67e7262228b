"""A document written to a workbook and read again is the same document."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.exchange.samples import FORMS, SAMPLE, documents, plain, versions

from wenxiao.core.errors import InputError
from wenxiao.exchange.xlsx.read import read_workbook
from wenxiao.exchange.xlsx.write import write_template, write_workbook

IDS = [f"{f.id}-{i}" for i, f in enumerate(versions())]
QUICK = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("form", versions(), ids=IDS)
@QUICK
@given(data=st.data())
def test_every_form_and_version_comes_back_the_same(form, data, tmp_path):
    content = data.draw(documents(form))
    path = tmp_path / "a.xlsx"
    write_workbook([content], [form], path)
    (filing,) = read_workbook(path, {**FORMS, form.id: form})
    assert plain(filing) == content


@pytest.mark.parametrize("form", versions(), ids=IDS)
def test_a_template_is_recognised_and_lacks_only_what_is_required(form, tmp_path):
    path = tmp_path / "t.xlsx"
    write_template(form, path)
    (filing,) = read_workbook(path, FORMS)
    assert filing.form == form.id
    assert {p.rule for p in filing.problems} <= {"shape.required"}
    assert all(rows == [] for key, rows in filing.content.items() if isinstance(rows, list))


def test_many_documents_become_sheets_named_after_their_subjects(tmp_path):
    names = ["甲/乙:丙*项目", "甲/乙:丙*项目", "很长的项目名称" * 8, "", "=1+1", "'引号'"]
    contents = [{**SAMPLE, "subject": {**SAMPLE["subject"], "name": n or None}} for n in names]
    path = tmp_path / "a.xlsx"
    write_workbook(contents, FORMS, path)
    filings = read_workbook(path, FORMS)
    assert [f.content["subject"]["name"] for f in filings] == [n or None for n in names]
    sheets = [f.origin.sheet for f in filings]
    assert len({s.lower() for s in sheets}) == len(names)
    assert all(0 < len(s) <= 31 and not set(s) & set("[]:*?/\\") for s in sheets)


def test_every_value_knows_its_cell(tmp_path):
    path = tmp_path / "a.xlsx"
    write_workbook([SAMPLE], FORMS, path)
    (filing,) = read_workbook(path, FORMS)
    import openpyxl

    sheet = openpyxl.load_workbook(path).active
    expected = {
        "subject.name": SAMPLE["subject"]["name"], "funds.total.executed": 89.974, "execution_weight": 10,
        "indicators[1].level1": "产出指标（50分）", "indicators[2].target": "≥85%", "claimed_total": 98,
        "expected_goal": SAMPLE["expected_goal"], "filled_by": "张三", "fiscal_year": 2021,
    }  # fmt: skip
    assert {p: sheet[filing.origin.cells[p]].value for p in expected} == expected
    assert filing.origin.cells["funds.other.initial"]  # empty cells too, so that a finding can point there


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    import openpyxl

    content = {**SAMPLE, "actual_goal": "=SUM(A1:A9)", "unit": "@cmd", "department": "+1", "filled_by": "-2"}
    path = tmp_path / "a.xlsx"
    write_workbook([content], FORMS, path)
    cells = [c for row in openpyxl.load_workbook(path).active.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f"]
    assert {c.value for c in cells if c.quotePrefix} == {"=SUM(A1:A9)", "@cmd", "+1", "-2"}


def test_nothing_to_write_and_unknown_forms_are_said(tmp_path):
    with pytest.raises(InputError, match="没有可以导出的文件"):
        write_workbook([], FORMS, tmp_path / "a.xlsx")
    with pytest.raises(InputError, match="表样“不存在的表”不存在"):
        write_workbook([{"form": "不存在的表"}], FORMS, tmp_path / "a.xlsx")
