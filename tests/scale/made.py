"""Small lakes for the tests: filings of a few places and years, written as files people would send."""

import json

from bench.made import documents

PLACES = ("440112", "360829", "110105")
YEARS = (2020, 2021)


def goal(filing, year):
    """Give last year's goal or this year's, of the same project, with targets far below what was reached."""
    rows = [
        {
            **{key: row[key] for key in ("level1", "level2", "level3")},
            "target": "≥1个",
            "weight": row["weight"],
        }
        for row in filing["indicators"]
    ]
    same = {key: filing[key] for key in ("jurisdiction", "money_unit", "subject", "department", "unit")}
    return {"form": "project_goal", "fiscal_year": year, **same, "indicators": rows}


def write_filings(folder, count=20):
    """Write one file for each place and year: self-evaluations, many of them faulty, and goals."""
    for number, place in enumerate(PLACES):
        for year in YEARS:
            told = documents(count, seed=number * 10 + year, faulty=0.6)
            for filing in told:
                filing["jurisdiction"], filing["fiscal_year"] = place, year
            told += [goal(filing, year) for filing in told[:5]]
            path = folder / f"{place}-{year}.json"
            path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return folder
