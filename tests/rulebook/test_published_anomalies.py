"""Each known anomaly of the real published tables is found by a rule or by scoring, or is listed with the reason."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from wenxiao.cli.session import Session, findings_of
from wenxiao.exchange.reading import read_paths

PUBLISHED = Path(__file__).resolve().parents[2] / "examples" / "published"
ANOMALIES = json.loads((PUBLISHED / "anomalies.json").read_text(encoding="utf-8"))

# What must be said about an anomaly of each kind: one of these rules, on that row or that filing.
FOUND_BY = {
    "claimed_points_differ": {"self_evaluation.claimed_points_differ"},
    "actual_has_operator": {"self_evaluation.actual_has_operator"},
    "scored_without_values": {"self_evaluation.scored_without_values"},
    "words_for_number": {"self_evaluation.words_for_number"},
    "target_missed_unscored": {
        "self_evaluation.missed_without_reason",
        "self_evaluation.satisfaction_out_of_range",
    },
    "satisfaction_out_of_range": {"self_evaluation.satisfaction_out_of_range"},
    "unit_mismatch": {"self_evaluation.unit_mismatch"},
    "over_fulfilment": {"self_evaluation.over_fulfilment_without_reason", "self_evaluation.unit_mismatch"},
    "full_points_though_missed": {"self_evaluation.full_points_though_missed"},
    "text_target_numeric_actual": {"self_evaluation.value_unreadable"},
    "total_row_empty": {"self_evaluation.funds_parts_not_total"},
    # SE10 prints no weights on its rows: what shows is that its points do not make its total
    "weights_not_full": {"self_evaluation.weights_not_full", "self_evaluation.claimed_total_differs"},
    "points_without_reason": {"self_evaluation.claimed_points_differ"},
    "percent_above_100": {"self_evaluation.satisfaction_out_of_range"},
    "money_unreadable": {"shape.money"},
    "ratio_inverted": {"self_evaluation.over_fulfilment_without_reason"},
    "executed_over_budget": {"self_evaluation.executed_over_budget"},
    "output_without_spending": {"self_evaluation.outputs_met_without_spending"},
}
# Anomalies that no rule finds, and why (also in docs/published-anomalies.md).
WHY_NOT = {
    ("SE42", "新建C25砼排水沟"): "指标值括号里是规格，读数取 1300m，与完成值 1300m 相同，不是矛盾",
    ("DE02", "财政供养人员控制率"): "控制率越低越好，92% 没有超过 100%，得满分是对的",
    ("SE05", None): "“折算得分”是当地表式的自加栏，不是表单内容，没有读入",
    ("SE38", None): "相加的各项只在文字叙述里，不在表格栏目中；由报告核对（核数）处理",
    ("DR09", None): "是汇总报告里的数，不是填报表；由报告核对（核数）处理",
    ("SE56", None): "原表没有收录，只留下事实",
    ("seed", None): "是报告里的比率，由未舍入的金额算得；报告测试已验证",
}


@pytest.fixture(scope="module")
def found():
    session = Session.start("cn", "2022-12-31")
    files = [
        PUBLISHED / n
        for n in ("self_evaluations.json", "department_self_evaluations.json", "project_goals.json")
    ]
    filings = session.placed(read_paths(files, session.catalog.place("cn").forms).filings)
    by_document = defaultdict(list)
    for record in findings_of(filings, session.judge(filings), session.catalog):
        by_document[record["document"]].append(record)
    return {f.id: f.content for f in filings}, by_document


def rules_for(anomaly, contents, by_document):
    document = f"published/{anomaly['id']}"
    records = by_document[document]
    if anomaly["indicator"] is None:
        return {r["rule"] for r in records}
    rows = [
        i for i, line in enumerate(contents[document]["indicators"]) if line["level3"] == anomaly["indicator"]
    ]
    assert rows, anomaly
    return {r["rule"] for r in records if any(r["at"].startswith(f"indicators[{i}]") for i in rows)}


@pytest.mark.parametrize("anomaly", ANOMALIES, ids=lambda a: f"{a['id']}:{a['indicator']}:{a['kind']}")
def test_anomaly_is_found_or_its_absence_explained(anomaly, found):
    contents, by_document = found
    key = (anomaly["id"], anomaly["indicator"])
    if key in WHY_NOT:
        assert f"published/{anomaly['id']}" not in contents or not (
            FOUND_BY.get(anomaly["kind"], set()) & rules_for(anomaly, contents, by_document)
        ), "现在有规则找到了，请从清单中删去"
        return
    assert FOUND_BY[anomaly["kind"]] & rules_for(anomaly, contents, by_document), rules_for(
        anomaly, contents, by_document
    )


def test_all_anomalies_and_inconsistencies_are_there():
    assert sum(a["indicator"] is not None for a in ANOMALIES) == 42
    assert sum(a["indicator"] is None for a in ANOMALIES) == 16
    page = (PUBLISHED.parents[1] / "docs" / "published-anomalies.md").read_text(encoding="utf-8")
    for reason in WHY_NOT.values():
        assert reason in page


def test_published_scores_differ_only_with_a_reason(found):
    """Where the published score of a computable row differs, the record says by how much and why."""
    session = Session.start("cn", date(2022, 12, 31).isoformat())
    files = [PUBLISHED / n for n in ("self_evaluations.json", "department_self_evaluations.json")]
    filings = session.placed(read_paths(files, session.catalog.place("cn").forms).filings)
    seen = 0
    for record in session.judge(filings).scores():
        for row in record["indicators"]:
            assert row["trace"].endswith("。")
            if row["difference"]:
                seen += 1
                assert row["status"] == "scored"
                assert row["basis"]
    # by hand: SE02 7 for 10 and 9 for 9.8, DE02 2 for 1.45
    assert seen >= 3
