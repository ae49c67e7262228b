# ruff: noqa: E501 - tables of words read better in one line
"""Faults of self-evaluations, evaluations and project lists, in wordings that are not the rules' cases."""

from __future__ import annotations

import copy
from random import Random

from bench.detecting.clean import MAKERS, Json
from bench.detecting.planting import counted, plant, put, reach, retotal, rows, spend

SELF = "self_evaluation"


@plant("self_evaluation.actual_has_operator", SELF)
def _operator(chance: Random, d: Json) -> None:
    row = counted(d)
    put(row, actual=chance.choice(("≥", "不少于", ">=", "＞", "不低于")) + row["actual"])


@plant("self_evaluation.claimed_over_weight", SELF)
def _over_weight(chance: Random, d: Json) -> None:
    row = chance.choice(d["indicators"])
    row["claimed_points"] = f"{float(row['weight']) + chance.choice((0.5, 1, 10)):g}"
    retotal(d)


@plant("self_evaluation.claimed_points_differ", SELF)
def _points(chance: Random, d: Json) -> None:
    row = counted(d)
    row["claimed_points"] = f"{float(row['weight']) - chance.choice((0.1, 1, 2.5)):g}"
    retotal(d)


@plant("self_evaluation.claimed_total_differs", SELF)
def _total(chance: Random, d: Json) -> None:
    d["claimed_total"] = f"{float(d['claimed_total']) + chance.choice((-1, 0.01, -9, 0.5)):g}"


@plant("self_evaluation.everything_exactly_on_target", SELF)
def _exact(chance: Random, d: Json) -> None:
    for n in range(5):
        d["indicators"].append(
            {**counted(d), "level3": f"分项数量{n}", "target": f"≥{n + 3}7个", "actual": f"{n + 3}7个"}
        )
    for row in d["indicators"]:
        if any(c.isdigit() for c in row["target"]) and "月" not in row["target"]:
            row["actual"] = (
                row["target"]
                .replace("≥", "")
                .replace("≤", "")
                .replace("不少于", "")
                .replace(">=", "")
                .removesuffix("内")
            )


@plant("self_evaluation.executed_over_budget", SELF)
def _over_budget(chance: Random, d: Json) -> None:
    for line in d["funds"]:
        line["executed"] = f"{float(line['adjusted']) * chance.choice((1.001, 1.05, 1.4)):.2f}"


@plant("self_evaluation.execution_points_differ", SELF)
def _execution_points(chance: Random, d: Json) -> None:
    d["claimed_execution_points"] = (
        f"{float(d['claimed_execution_points']) - chance.choice((0.02, 0.5, 2)):.2f}"
    )
    retotal(d)


@plant("self_evaluation.execution_rate_differs", SELF)
def _execution_rate(chance: Random, d: Json) -> None:
    d["claimed_execution_rate"] = chance.choice(("85%", "80.5", "0.71", "64.30%"))


@plant("self_evaluation.full_points_though_missed", SELF)
def _full(chance: Random, d: Json) -> None:
    row = counted(d)
    put(row, actual=reach(row, chance.choice((0.4, 0.8, 0.93))), claimed_points=row["weight"])


@plant("self_evaluation.funds_parts_not_total", SELF)
def _parts(chance: Random, d: Json) -> None:
    d["funds"].append(
        {
            "line": chance.choice(("carryover", "other")),
            "initial": "5",
            "adjusted": "5",
            "executed": chance.choice(("5", "0")),
        }
    )


@plant("self_evaluation.judged_points_outside_band", SELF)
def _band(chance: Random, d: Json) -> None:
    actual, share = chance.choice(
        (
            ("部分达成", 1),
            ("未达成", 0.8),
            ("部分达成年度指标并具有一定效果", 0.95),
            ("未完成", 0.9),
            ("基本达成", 0.3),
        )
    )
    row = d["indicators"][-2]
    put(row, target=chance.choice(("健全", "明显改善", "规范")), actual=actual, reason="见说明")
    row["claimed_points"] = f"{float(row['weight']) * share:g}"


@plant("self_evaluation.missed_without_reason", SELF)
def _missed(chance: Random, d: Json) -> None:
    row = counted(d)
    put(row, actual=reach(row, chance.choice((0.3, 0.7, 0.95))), reason=chance.choice((None, "", " ")))


@plant("self_evaluation.money_unit_slip", SELF)
def _slip(chance: Random, d: Json) -> None:
    line, key = d["funds"][0], chance.choice(("executed", "adjusted"))
    line[key] = f"{float(line[key]) * 10000:.2f}"


@plant("self_evaluation.one_indicator_dominates", SELF)
def _dominates(chance: Random, d: Json) -> None:
    chance.choice(d["indicators"])["weight"] = chance.choice(("51", "60", "75.5"))


@plant("self_evaluation.outputs_met_without_spending", SELF)
def _unspent(chance: Random, d: Json) -> None:
    spend(d, chance.choice((0.0, 0.12, 0.3, 0.48)))


@plant("self_evaluation.score_far_above_execution", SELF)
def _inflated(chance: Random, d: Json) -> None:
    spend(d, chance.choice((0.1, 0.35, 0.6, 0.77)))


@plant("self_evaluation.over_fulfilment_without_reason", SELF)
def _exceeded(chance: Random, d: Json) -> None:
    row = counted(d)
    put(row, actual=reach(row, chance.choice((1.4, 1.8, 3)) + 0.2))


@plant("self_evaluation.target_set_too_low", SELF)
def _low(chance: Random, d: Json) -> None:
    row = counted(d)
    put(
        row,
        actual=reach(row, chance.choice((1.8, 2.4, 7))),
        reason=chance.choice((None, "超额完成", "任务增加")),
    )


@plant("self_evaluation.quantity_with_ceiling", SELF)
def _ceiling(chance: Random, d: Json) -> None:
    row = counted(d)
    put(row, target=row["target"].replace("≥", "≤").replace("不少于", "不多于").replace(">=", "<="))


@plant("self_evaluation.satisfaction_out_of_range", SELF)
def _satisfaction(chance: Random, d: Json) -> None:
    row = rows(d, "满意度")[0]
    put(
        row,
        **chance.choice(
            (
                {"target": "295%"},
                {"actual": "102%"},
                {"actual": "985%"},
                {"target": "≥2 90%", "actual": "290%"},
            )
        ),
    )


@plant("self_evaluation.scored_without_values", SELF)
def _nothing(chance: Random, d: Json) -> None:
    put(
        chance.choice(d["indicators"]),
        target=chance.choice((None, "/", "—")),
        actual=chance.choice((None, "/", "")),
    )


@plant("self_evaluation.unit_mismatch", SELF)
def _mismatch(chance: Random, d: Json) -> None:
    put(counted(d), actual=chance.choice(("98%", "12万元", "2021年10月", "已完成95%")))


@plant("self_evaluation.value_missing", SELF)
def _missing(chance: Random, d: Json) -> None:
    put(
        chance.choice(d["indicators"]),
        **{chance.choice(("target", "actual")): chance.choice((None, "", "/"))},
    )


@plant("self_evaluation.value_unreadable", SELF)
def _unreadable(chance: Random, d: Json) -> None:
    put(
        counted(d),
        **{chance.choice(("target", "actual")): chance.choice(("***个", "≥XX人", "#REF!", "□□场", "**"))},
    )


@plant("self_evaluation.weights_not_full", SELF)
def _weights(chance: Random, d: Json) -> None:
    row = d["indicators"][0]
    row["weight"] = f"{float(row['weight']) + chance.choice((-1, 10, -5, 0.5)):g}"


@plant("self_evaluation.words_for_number", SELF)
def _words(chance: Random, d: Json) -> None:
    words = ("已全部完成", "达标", "良好", "达成预期指标", "按时完成", "基本完成", "完成任务", "无")
    put(counted(d), actual=chance.choice(words))


@plant("self_evaluation.duplicate_indicator", SELF)
def _duplicate(chance: Random, d: Json) -> None:
    d["indicators"].append(copy.deepcopy(chance.choice(d["indicators"])))


@plant("self_evaluation.text_against_number", SELF)
def _boast(chance: Random, d: Json) -> None:
    row = counted(d)
    put(row, actual=reach(row, chance.choice((0.5, 0.85))), reason="受天气影响")
    d["actual_goal"] = chance.choice((
        "全年任务已全部完成，群众反映良好。", "年初设定的目标均已实现。", "本年度各项指标圆满完成。", "各项任务按时按质完成，达到预期目标。", "较好地完成了年初确定的全部任务。",
        "已完成全部建设内容，指标完成率100%。", "项目按计划全部完成。", "顺利完成全年目标任务。", "全面完成年度绩效目标。",
    ))  # fmt: skip


@plant("self_evaluation.total_over_execution_ceiling", SELF, adopted=True)
def _over_ceiling(chance: Random, d: Json) -> None:
    spend(d, chance.choice((0.1, 0.45, 0.55, 0.65, 0.72, 0.79)))


@plant("self_evaluation.goal_text_copied", SELF)
def _copied(chance: Random, d: Json) -> None:
    text = d["expected_goal"]
    d["actual_goal"] = chance.choice(
        (text, "已" + text, text.replace("，", "、"), text + " ", text.replace("。", ""), "完成情况：" + text)
    )


@plant("self_evaluation.claimed_rate_over_full", SELF)
def _rate(chance: Random, d: Json) -> None:
    d["claimed_execution_rate"] = chance.choice(("100.5%", "103", "118.2%", "250%"))


@plant("self_evaluation.large_adjustment", SELF)
def _adjusted(chance: Random, d: Json) -> None:
    for line in d["funds"]:
        line["initial"] = f"{float(line['adjusted']) * chance.choice((0.2, 0.6, 0.75, 1.5, 3)):.2f}"


@plant("self_evaluation.low_execution_without_reason", SELF)
def _low_execution(chance: Random, d: Json) -> None:
    spend(d, chance.choice((0.3, 0.7, 0.85, 0.899)))


@plant("self_evaluation.same_satisfaction_everywhere", SELF)
def _same(chance: Random, d: Json) -> list[Json]:
    others = [MAKERS[SELF](chance, f"{d['subject']['code']}s{n}") for n in range(chance.randint(6, 9))]
    value = chance.choice(("95%", "98%", "96.5%"))
    for one in (d, *others):
        one["department"] = f"局{d['subject']['code']}"
        put(rows(one, "满意度")[0], actual=value)
    return others


@plant("self_evaluation.same_text_elsewhere", SELF)
def _same_text(chance: Random, d: Json) -> list[Json]:
    other = MAKERS[SELF](chance, d["subject"]["code"] + "t")
    text = d["actual_goal"]
    other["actual_goal"] = chance.choice((text, text + "特此说明", text[2:], text.replace("，", "；")))
    return [other]


@plant("evaluation.claimed_total_differs", "evaluation_result")
def _evaluation_total(chance: Random, d: Json) -> None:
    d["claimed_total"] = f"{float(d['claimed_total']) + chance.choice((-1, 0.25, 3)):g}"


@plant("evaluation.weights_not_full", "evaluation_result")
def _evaluation_weights(chance: Random, d: Json) -> None:
    row = chance.choice(d["scores"])
    row["weight"] = f"{float(row['weight']) + chance.choice((-1, 5, 0.5)):g}"


@plant("projects.split_below_threshold", "project_list")
def _split(chance: Random, d: Json) -> None:
    name = chance.choice(("防洪堤加固", "智慧校园建设", "农贸市场升级", "道路沥青罩面", "消防栓更新"))
    low, high = chance.choice(((172, 199), (430, 499), (880, 999)))
    marks = chance.choice(
        (
            ("一期", "二期"),
            ("（A标）", "（B标）", "（C标）"),
            ("东段", "西段"),
            ("2021年第一批", "2021年第二批"),
            ("（一）", "（二）"),
            ("（北片）", "（南片）"),
            ("上半年", "下半年"),
        )
    )
    for n, mark in enumerate(marks):
        row = {
            "code": f"s{n}",
            "name": name + mark,
            "unit": "丁中心",
            "budget": str(chance.randint(low, high)),
        }
        d["items"].append(row)
