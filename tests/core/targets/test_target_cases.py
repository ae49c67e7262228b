"""Agreement with invented strings of the same nature, labelled by hand: all of them must agree."""

import pytest
from tests.core.targets.table import got, read_row, rows

ROWS = rows("cases.csv")


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] or "empty" for row in ROWS])
def test_reads_as_labelled(row: dict[str, str]):
    reading, name = read_row(row)
    assert got(reading, name) == {key: row[key] for key in ("kind", "comparator", "values", "direction")}
    if row["low"]:
        assert reading.low == pytest.approx(float(row["low"]))
    if row["base_unit"]:
        assert reading.base_unit == row["base_unit"]


@pytest.mark.parametrize("row", ROWS, ids=[row["text"] or "empty" for row in ROWS])
def test_says_why_when_it_is_not_sure(row: dict[str, str]):
    reading, _ = read_row(row)
    doubtful = reading.sure != "high" or reading.kind in {"missing", "unreadable"}
    assert reading.reason.endswith("。") if doubtful else reading.reason == ""


def test_there_are_enough_cases():
    assert len(ROWS) >= 150
