"""Money is exact, missing is not zero, and nothing is guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenxiao.core.money import FEN_PER, MoneyError, parse_money, plain_amount, show_money


@pytest.mark.parametrize(
    ("text", "unit", "fen"),
    [
        ("90", "万元", 90_000_000),
        ("13.971129", "万元", 13_971_129),
        ("387664.62", "元", 38_766_462),
        ("1,234.56", "万元", 1_234_560_000),
        ("372.29万元", "元", 372_290_000),
        ("11.49亿元", "万元", 114_900_000_000),
        ("－３.５", "元", -350),
        ("0", "万元", 0),
        (52.8, "万元", 52_800_000),
        ("1.2e3", "元", 120_000),
    ],
)
def test_amounts_as_officials_write_them(text, unit, fen):
    assert parse_money(text, unit) == fen


@pytest.mark.parametrize("text", [None, "", " ", "-", "—", "/", "……"])
def test_nothing_written_is_missing_and_never_zero(text):
    assert parse_money(text, "万元") is None


@pytest.mark.parametrize("text", ["7,00.0,77", "约90", "90左右", "一百", "1.2.3", "#REF!", "12,34"])
def test_what_cannot_be_read_is_refused_with_the_text(text):
    with pytest.raises(MoneyError, match=r"。$") as caught:
        parse_money(text, "万元")
    assert text in str(caught.value)


def test_less_than_one_fen_is_refused():
    with pytest.raises(MoneyError, match="细于 1 分"):
        parse_money("0.005", "元")


@given(st.integers(min_value=-(10**15), max_value=10**15), st.sampled_from(["元", "万元", "亿元"]))
def test_writing_and_reading_back_gives_the_same_fen(fen, unit):
    assert parse_money(plain_amount(fen, unit), unit) == fen


@given(st.lists(st.integers(min_value=0, max_value=10**13), max_size=30))
def test_sums_do_not_depend_on_order(amounts):
    exact = sum(Decimal(a) / FEN_PER["万元"] for a in amounts)
    assert Decimal(sum(reversed(amounts))) / FEN_PER["万元"] == exact


def test_people_see_separators_and_two_decimals():
    assert show_money(123_456_000_000) == "123,456.00 万元"
    assert show_money(None) == "未填"
