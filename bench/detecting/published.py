# ruff: noqa: E501 - tables of words read better in one line
"""The findings on the real published tables, each judged by a reader."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wenxiao.cli.session import Session, findings_of
from wenxiao.exchange.reading import read_paths

ROOT = Path(__file__).resolve().parents[2]
FILES = ("self_evaluations.json", "department_self_evaluations.json", "project_goals.json")
JUDGEMENTS = ROOT / "bench" / "published_judgements.csv"
FIELDS = ("document", "rule", "at", "right", "why")


def findings() -> Iterator[dict[str, Any]]:
    """Give the rules' findings on the published tables (problems of shape are another matter)."""
    session = Session.start("cn", "2022-12-31")
    folder = ROOT / "examples" / "published"
    filings = session.placed(
        read_paths([folder / n for n in FILES], session.catalog.place("cn").forms).filings
    )
    records = findings_of(filings, session.judge(filings), session.catalog)
    return (record for record in records if not record["rule"].startswith("shape."))


def judgements() -> list[dict[str, str]]:
    """Read the judgements."""
    with JUDGEMENTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def judged_lines() -> list[str]:
    """Write what the reading gave: precision as a whole and per rule, and each wrong finding with its reason."""
    told = judgements()
    right = sum(row["right"] == "yes" for row in told)
    cut = [row for row in told if row["right"] == "no" and row["why"].startswith("原表残缺")]
    by_rule: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in told:
        by_rule[row["rule"]].append(row)
    lines = [
        "## 真实公开表格", "",
        f"67 份公开表上共 {len(told)} 条疑点，逐条对照原表读过：对的 {right} 条，准确率 {right / max(1, len(told)):.1%}。"
        f"错的 {len(told) - right} 条里，{len(cut)} 条是因为公开的表只剩一部分（合计自然不足 100 分），"
        f"不算这些，准确率 {right / max(1, len(told) - len(cut)):.1%}。判断写在 `published_judgements.csv`。", "",
        "这些表没有预算明细和总体目标，查不出钱和文字方面的毛病；漏掉多少也不知道，只有已知矛盾的清单可比（见 `docs/published-anomalies.md`）。", "",
        "| 规则 | 疑点 | 对 | 错的是 |", "|---|---:|---:|---|",
    ]  # fmt: skip
    for rule, rows in sorted(by_rule.items()):
        wrong: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            if row["right"] == "no":
                wrong[row["why"]].append(row["document"].removeprefix("published/"))
        why = "；".join(f"{'、'.join(dict.fromkeys(docs))}：{reason}" for reason, docs in wrong.items())
        good = sum(row["right"] == "yes" for row in rows)
        lines.append(f"| `{rule}` | {len(rows)} | {good} | {why} |")
    return lines
