"""One target and actual through the same facts and scoring as a whole filing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wenxiao.core.documents import Json
from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.core.targets import Reading, read
from wenxiao.rulebook import load_catalog

KINDS = {
    "number": "数量",
    "date": "日期",
    "period": "期间",
    "frequency": "频次",
    "qualitative": "定性描述",
    "yes_no": "是否",
    "missing": "没有填",
    "unreadable": "读不出",
}
SURE = {"high": "有把握", "medium": "较有把握", "low": "没有把握"}
DIRECTIONS = {
    "higher": "越大越好",
    "lower": "越小（早）越好",
    "equal": "等于为准",
    "within": "在区间内为准",
    None: "无从判断",
}


Pair = tuple[str | None, str | None, str | None, str | None]


def read_pair(
    target: str,
    actual: str | None,
    *,
    unit: str | None = None,
    name: str | None = None,
    weight: str | None = None,
) -> Json:
    """Give the contract's read-target record; ``reason`` is the scoring sentence or why nothing can be said."""
    return read_pairs([(target, actual, unit, name)], weight)[0]


def read_pairs(pairs: Sequence[Pair], weight: str | None = None) -> list[Json]:
    """Give the record of each (target, actual, unit, name), all judged in one pass by today's national rules."""
    today = date.today()
    rows = [
        {"level3": name or "指标", "target": target, "unit": unit, "actual": actual, "weight": weight}
        for target, actual, unit, name in pairs
    ]
    content: Json = {
        "form": "self_evaluation",
        "jurisdiction": "cn",
        "fiscal_year": today.year,
        "subject": {"kind": "project", "name": "试读"},
        "money_unit": "万元",
        "indicators": rows,
    }
    catalog = load_catalog()
    judgement = judge(build_facts([content], catalog.place("cn").forms), catalog, as_of=today, only_rules=[])
    scores = next(iter(judgement.scores()))["indicators"]
    facts = judgement.facts()["self_evaluation.indicators"].sort("row").iter_rows(named=True)
    return [_record(*told, today.year) for told in zip(pairs, scores, facts, strict=True)]


def _record(pair: Pair, score: Json, fact: Mapping[str, Any], year: int) -> Json:
    target, actual, unit, name = pair
    goal = read(target, unit, name=name, year=year)
    done = read(actual, unit or goal.unit, name=name, year=year) if actual is not None else None
    return {
        "target": _reading(goal),
        "actual": None if done is None else _reading(done),
        "direction": fact["direction"],
        "direction_told": DIRECTIONS[fact["direction"]],
        "met": score["met"] if actual is not None else None,
        "ratio": score["ratio"],
        "points": score["points"],
        "reason": score["trace"] if actual is not None else goal.reason or f"读作{KINDS[goal.kind]}。",
    }


def _reading(reading: Reading) -> dict[str, Any]:
    return {
        "kind": reading.kind,
        "comparator": reading.comparator,
        "values": [_number(v) for v in reading.values]
        if reading.kind in {"number", "frequency"}
        else list(reading.values),
        "unit": reading.unit,
        "sure": reading.sure,
        "reason": reading.reason,
        "told": _told(reading),
    }


def _number(text: str) -> float | int:
    return float(text) if "." in text else int(text)


def _told(reading: Reading) -> str:
    values = "、".join(reading.values)
    parts = [
        KINDS[reading.kind],
        f"{reading.comparator or ''}{values}{reading.unit or ''}" if values else "",
        SURE[reading.sure],
        reading.reason.rstrip("。"),
    ]
    return "，".join(part for part in parts if part) + "。"
