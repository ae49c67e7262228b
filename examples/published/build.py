"""Turn records of published tables into the product's documents and workbooks.

    python examples/published/build.py RAW_FOLDER

``RAW_FOLDER`` holds the records as they were collected; nothing else is needed.
Figures stay as printed; what was not printed is ``null``.
"""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

from sheets import write_sheet  # noqa: E402

Json = dict[str, Any]
SINGLE_SCORE = {"SE10", "SE30", "SE51", "SE55"}  # one column of points; the weight was not printed
SPLIT = {"SE02": ("≧", "═"), "SE05": (">=",)}  # operator, value and unit stood in three columns
LINES = {
    "年度资金总额": "total",
    "其中:本年财政拨款": "fiscal",
    "上年结转资金": "carryover",
    "其他资金": "other",
}
KINDS = {
    "scored without target and actual": "scored_without_values",
    "actual value carries an operator": "actual_has_operator",
    "score differs from linear rule": "claimed_points_differ",
    "numeric target, text actual": "words_for_number",
    "target missed (unscored form)": "target_missed_unscored",
    "unit mismatch between target and actual": "unit_mismatch",
    "text target, numeric actual": "text_target_numeric_actual",
    "target missed, full score": "full_points_though_missed",
    "percentage target above 100": "satisfaction_out_of_range",
    "actual three times the target or more": "over_fulfilment",
}


def text(value: object) -> str | None:
    """Write a figure as printed, without binary noise; empty is ``null``."""
    if value is None or value == "":
        return None
    if isinstance(value, float):
        shown = format(Decimal(repr(value)), "f")
        return shown.rstrip("0").rstrip(".") if "." in shown else shown
    return str(value)


def head(record: Json, form: str, subject: Json, regions: dict[str, str]) -> Json:
    """The part all documents share, with the source."""
    address = record["source_url"] if record["source_url"].startswith("http") else None
    notes = list(record["notes"]) + ([] if address else [record["source_url"]])
    if record["id"] in SINGLE_SCORE:
        notes.append("表上只有一列得分，没有印分值")
    return {
        "id": f"published/{record['id']}",
        "form": form,
        "jurisdiction": regions.get(record["region"], "cn"),
        "fiscal_year": record["fiscal_year"],
        "subject": subject,
        "department": record["department"],
        "source": {
            "id": record["id"],
            "address": address,
            "region": record["region"],
            "completeness": record.get("completeness"),
            "notes": notes,
        },
    }


def funds(record: Json) -> list[Json]:
    """The rows of money as printed; without a printed unit there are none."""
    if not record["money_unit"]:
        return []
    shown = {key: text(record[f"budget_{key}"]) for key in ("initial", "adjusted")}
    total = {"line": "total", **shown, "executed": text(record["executed"])}
    rows = [total]
    for label, *cells in record.get("funds_rows_as_published", ()):
        if label in LINES and len(cells) == 3:
            values = dict(zip(("initial", "adjusted", "executed"), map(text, cells), strict=True))
            rows = [row for row in rows if row["line"] != LINES[label]] + [{"line": LINES[label], **values}]
        elif label == "年度资金总额":  # a later form with other columns: budget, …, executed, rate
            total.update(adjusted=cells[0], executed=cells[5])
        elif label.startswith("实际支出"):
            total["executed"] = cells[0]
    return [row for row in rows if any(row[key] for key in ("initial", "adjusted", "executed"))]


def row(record: Json, indicator: Json) -> Json:
    """One indicator with its result."""
    made = {key: text(indicator.get(key)) for key in ("level1", "level2", "level3")}
    target, direction = text(indicator.get("target")), None
    for glyph in SPLIT.get(record["id"], ()):
        if target and target.startswith(glyph):
            direction, target = glyph, target.removeprefix(glyph).removesuffix(indicator["unit"]).strip()
            break
    single = record["id"] in SINGLE_SCORE
    return {
        **made,
        "direction": direction,
        "target": target,
        "unit": text(indicator.get("unit")),
        "actual": text(indicator.get("actual")),
        "weight": None if single else text(indicator.get("weight")),
        "claimed_points": text(indicator.get("score")),
        "reason": text(indicator.get("deviation_reason")),
    }


def self_evaluation(record: Json, regions: dict[str, str]) -> Json:
    """A self-evaluation of a project or of a whole department."""
    whole = "project_name" not in record
    form = "department_self_evaluation" if whole else "self_evaluation"
    name = record["department"] if whole else record["project_name"]
    subject = {"kind": "department" if whole else "project", "code": None, "name": name}
    made = head(record, form, subject, regions)
    return made | ({} if whole else {"unit": record["unit"]}) | {
        "money_unit": record["money_unit"],
        "funds": funds(record),
        "execution_weight": text(record["weight_execution"]),
        "claimed_execution_rate": text(record["execution_rate"]),
        "claimed_execution_points": text(record["score_execution"]),
        "indicators": [row(record, one) for one in record["indicators"]],
        "claimed_total": text(record["total_score"]),
    }  # fmt: skip


def goal(record: Json, regions: dict[str, str]) -> Json:
    """A goal; one of the records is that of a whole department."""
    whole = record["project_name"] == "部门整体支出绩效目标"
    subject = {"kind": "project", "code": None, "name": record["project_name"]}
    if whole:
        subject = {"kind": "department", "code": None, "name": record["department"]}
    made = head(record, "department_goal" if whole else "project_goal", subject, regions)
    amount = text(record["budget_as_published"])
    indicators = []
    for one in record["indicators"]:
        kept = {k: v for k, v in row(record, one).items() if k not in {"actual", "claimed_points", "reason"}}
        indicators.append(kept | {"level3": None if kept["level3"] == "(blank)" else kept["level3"]})
    return made | ({} if whole else {"unit": record["unit"]}) | {
        "money_unit": record["money_unit"],
        "funds": [{"line": "total", "annual": amount}] if amount and record["money_unit"] else [],
        "indicators": indicators,
    }  # fmt: skip


def anomaly(record: Json) -> Json:
    """A row in which target, actual and points disagree."""
    said = [f"{label} {text(record.get(key)) or '未印'}" for key, label in (
        ("target", "指标值"), ("actual", "完成值"), ("weight", "分值"), ("score", "得分"))]  # fmt: skip
    if "linear_score" in record and record["linear_score"] != record["score"]:
        said.append(f"按比例应得 {text(record['linear_score'])}")
    kind = KINDS[record["kind"]]
    return {
        "id": record["id"],
        "indicator": record["indicator"],
        "kind": kind,
        "what": "，".join(said) + "。",
    }


def read(folder: Path, name: str) -> list[Json]:
    """Read one file of records."""
    records: list[Json] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return records


def save(name: str, contents: list[Json]) -> None:
    """Write one file of documents."""
    whole = json.dumps(contents, ensure_ascii=False, indent=1) + "\n"
    (HERE / f"{name}.json").write_text(whole, encoding="utf-8")


def main() -> None:
    """Build everything from the folder given."""
    parser = argparse.ArgumentParser(description="把公开表格的记录转成问效的文件和工作簿")
    parser.add_argument("raw", type=Path, help="原始记录所在的文件夹")
    raw = parser.parse_args().raw
    regions = yaml.safe_load((HERE / "regions.yaml").read_text(encoding="utf-8"))
    tables = read(raw, "self_evaluations") + read(raw, "departments")
    made = {record["id"]: self_evaluation(record, regions) for record in tables}
    save("self_evaluations", [d for d in made.values() if d["form"] == "self_evaluation"])
    save("department_self_evaluations", [d for d in made.values() if d["form"] != "self_evaluation"])
    save("project_goals", [goal(record, regions) for record in read(raw, "targets")])
    wholes = yaml.safe_load((HERE / "inconsistencies.yaml").read_text(encoding="utf-8"))
    rows = [anomaly(record) for record in read(raw, "anomalies")]
    save("anomalies", rows + [{"indicator": None, **whole} for whole in wholes])
    for record in tables:
        if record["record_kind"] in {"table_full", "table_partial"}:
            write_sheet(made[record["id"]], HERE / "workbooks" / f"{record['id']}.xlsx")


if __name__ == "__main__":
    main()
