"""Read the hand-labelled tables beside the tests and compare a reading with its label."""

import csv
from pathlib import Path

from wenxiao.core.targets import Reading, direction_of, read

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """Give the rows of one of the labelled tables."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def got(reading: Reading, name: str) -> dict[str, str]:
    """Give what the program says of a row, in the words of the label columns."""
    return {
        "kind": reading.kind,
        "comparator": reading.comparator or "",
        "values": ";".join(reading.values),
        "direction": direction_of(reading, name=name) or "",
    }


def read_row(row: dict[str, str]) -> tuple[Reading, str]:
    """Give the reading of a row's target and the indicator's name."""
    text = row["target"] if "target" in row else row["text"]
    name = row["indicator"] if "indicator" in row else row["name"]
    return read(text, row["unit"] or None, name=name or None), name
