"""The ``met`` labels of the published catalogue, through the same scoring as a filing."""

import csv
from pathlib import Path

from wenxiao.cli.target_reading import read_pairs

HERE = Path(__file__).parent
LABEL = {"true": True, "false": False, "": None}


def _disagreements(file):
    rows = list(csv.DictReader((HERE / file).open(encoding="utf-8")))
    told = read_pairs(
        [(r["target"], r["actual"] or None, r["unit"] or None, r["indicator"] or None) for r in rows]
    )
    wrong = [
        (row["target"], row["actual"], row["indicator"], row["met"], result["met"])
        for row, result in zip(rows, told, strict=True)
        if LABEL[row["met"]] is not result["met"]
    ]
    return len(rows), wrong


def test_catalogue_met_agrees_for_at_least_97_percent():
    count, wrong = _disagreements("catalogue.csv")
    assert count == 226
    assert len(wrong) <= 0.03 * count, wrong


def test_unreadable_rows_never_give_points():
    rows = [
        r
        for r in csv.DictReader((HERE / "catalogue.csv").open(encoding="utf-8"))
        if r["kind"] in {"unreadable", "missing"}
    ]
    assert rows
    for result in read_pairs(
        [(r["target"], r["actual"] or None, r["unit"] or None, r["indicator"] or None) for r in rows], "10"
    ):
        assert result["points"] is None
        assert result["target"]["values"] == []
