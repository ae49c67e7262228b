"""Registers as data: a column is one edit, an overlay adds its own, and every name of the standard is one we know."""

import re
from pathlib import Path

import pytest

from wenxiao.core.errors import RulebookError
from wenxiao.core.registers.cells import type_column
from wenxiao.core.registers.check import Columns, check_table
from wenxiao.core.registers.model import Column
from wenxiao.core.registers.reading import registers_of
from wenxiao.rulebook import load_catalog

# The field names that our sources give (预算管理一体化, as seen in practice); nothing else may stand in a register.
KNOWN = [
    "fiscal_year", "agency_code", "agency_name", "pro_code", "pro_name", "pro_cat_code",
    "pro_start_year", "pro_total_amt", "found_type_code", "mof_div_code", "exp_func_code", "gov_bgt_eco_code",
    "dep_bgt_eco_code", "fund_type_code", "apply_up", "fin_audit_money", "reply_amt", "adj_amt",
    "dis_amt", "cur_amt", "pay_cert_no", "xpay_date", "xpay_amt", "use_des",
    "is_deleted",
]  # fmt: skip


def test_standard_names_are_only_those_we_know():
    told = {c.standard for r in registers_of(load_catalog(), "cn").values() for c in r.columns if c.standard}
    assert told == set(KNOWN)


def test_within_a_register_no_two_columns_answer_to_one_name():
    for register in registers_of(load_catalog(), "cn").values():
        names = [n for c in register.columns for n in set(c.names)]
        assert len(names) == len(set(names)), register.id


def test_the_key_of_budget_lines_is_that_of_the_standard():
    told = registers_of(load_catalog(), "cn")["budget_lines"]
    assert [told.by_id[k].standard for k in told.key] == [
        "fiscal_year", "mof_div_code", "agency_code", "pro_code", "exp_func_code", "gov_bgt_eco_code", "dep_bgt_eco_code",
        "fund_type_code",
    ]  # fmt: skip


@pytest.fixture
def own_place(tmp_path):
    folder = tmp_path / "xian"
    (folder / "registers").mkdir(parents=True)
    (folder / "place.yaml").write_text('code: "990999"\nname: 某县\nparent: cn\n', encoding="utf-8")
    return folder


def test_an_overlay_adds_a_column_in_one_edit(own_place):
    text = "columns:\n  - {id: village, label: 村居, type: text}\n  - {id: payee, required: true}\n"
    (own_place / "registers" / "payments.yaml").write_text(text, encoding="utf-8")
    told = registers_of(load_catalog([own_place]), "990999")["payments"]
    assert told.by_id["village"].label == "村居"
    assert told.by_id["payee"].required
    assert told.by_id["payee"].label == "收款人"
    assert "village" not in registers_of(load_catalog([own_place]), "cn")["payments"].by_id


def test_a_register_that_names_an_unknown_column_is_refused_with_its_file(own_place):
    path = own_place / "registers" / "payments.yaml"
    path.write_text("key: [nothing]\n", encoding="utf-8")
    with pytest.raises(RulebookError, match=re.escape(str(Path(path).resolve()))):
        registers_of(load_catalog([own_place]), "990999")


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("money", "1,234.56", 123_456), ("money", "-0.01", -1), ("money", "12.3万元", 12_300_000), ("money", "—", None),
        ("year", "2021年度", 2021), ("date", "2021年7月31日", "2021-07-31"), ("date", "20210731", "2021-07-31"),
        ("date", "2021-07-31 10:30", "2021-07-31"), ("flag", "√", True), ("flag", "否", False), ("code", "３６１ 001", "361001"),
        ("integer", "12", 12), ("code", "", None),
    ],
)  # fmt: skip
def test_texts_are_typed_as_people_write_them(kind, text, value):
    values, faults = type_column(Column(id="x", label="列", type=kind), [text])
    assert (values, faults) == ([value], [])


def test_the_same_wrong_text_is_told_at_every_row():
    _, faults = type_column(Column(id="x", label="列", type="money"), ["一百", "1", "一百"])
    assert [place for place, _ in faults] == [0, 2]


def test_void_rows_are_out_of_every_sum():
    told = registers_of(load_catalog(), "cn")["payments"]
    assert told.amount_of({"amount": 100, "deleted": True}) == 0
    assert told.amount_of({"amount": 100, "deleted": False}) == 100
    assert told.amount_of({}) is None


def test_an_adjusted_line_counts_with_what_it_became():
    told = registers_of(load_catalog(), "cn")["budget_lines"]
    assert told.amount_of({"initial": 100, "current": 80}) == 80
    assert told.amount_of({"initial": 100}) == 100


def test_a_key_twice_points_to_the_first_row():
    told = registers_of(load_catalog(), "cn")["projects"]
    texts = {"fiscal_year": ["2021"] * 2, "code": ["P1"] * 2, "name": ["甲", "乙"], "unit_code": ["1"] * 2}
    checked = check_table(told, Columns([5, 9], texts, {"code": "B"}), {"bodies": {"1"}})
    assert [(f.row, f.letter, "与第 5 行" in f.message) for f in checked.faults] == [(9, "B", True)]
