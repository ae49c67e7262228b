"""Agreement with the published target strings, labelled by hand."""

import pytest
from tests.core.targets.table import got, read_row, rows

from wenxiao.core.targets import read

ROWS = rows("catalogue.csv")


@pytest.mark.parametrize("column", ["kind", "comparator", "values", "direction"])
def test_agrees_with_the_hand_labels(column: str):
    disagreeing = []
    for row in ROWS:
        said = got(*read_row(row))[column]
        if said != row[column]:
            disagreeing.append(f"{row['target']!r} ({row['indicator']}): {row[column]!r} read as {said!r}")
    agreement = 1 - len(disagreeing) / len(ROWS)
    assert agreement >= 0.97, "\n".join([f"{column}: {agreement:.1%}", *disagreeing])


def test_no_number_comes_out_of_what_says_none():
    for row in ROWS:
        if row["kind"] in {"missing", "unreadable"}:
            reading, _ = read_row(row)
            assert reading.values == (), row
            assert reading.low is None, row
            assert reading.reason.endswith("。"), row


def test_every_row_names_its_source():
    assert len(ROWS) == 226
    assert all(row["source_url"] for row in ROWS)


def test_met_labels_follow_the_readings():
    """Where the label says met or not, both cells can be read; the judgement itself is made elsewhere."""
    for row in ROWS:
        if row["met"]:
            unit = row["unit"] or None
            target = read(row["target"], unit, name=row["indicator"], year=2021)
            actual = read(row["actual"], unit, name=row["indicator"], year=2021)
            if target.kind == "yes_no":
                assert actual.kind == "yes_no"
                continue
            assert target.low is not None, row
            assert actual.low is not None, row
            met = {
                "higher": actual.low >= target.low,
                "lower": actual.low <= target.low,
                "equal": actual.low >= target.low,
            }[row["direction"]]
            assert met == (row["met"] == "true"), row
