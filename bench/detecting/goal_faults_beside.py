# ruff: noqa: E501 - tables of words read better in one line
"""Faults of goals that show against their money, their project, last year or the other filings."""

from __future__ import annotations

import copy
from random import Random

from bench.detecting.clean import MAKERS, YEAR, Json
from bench.detecting.planting import counted, plant, put, rows

GOAL = "project_goal"


@plant("goal.copied_from_last_year", GOAL)
def _copied(chance: Random, d: Json) -> list[Json]:
    now = d["annual_goal"]
    if chance.random() < 0.5:
        past = MAKERS[GOAL](chance, "x") | {
            "annual_goal": now.replace(str(YEAR), str(YEAR - 1)).replace("，", ",")
        }
    else:
        past = MAKERS["self_evaluation"](chance, "x") | {"expected_goal": " " + now.replace("。", "")}
    past |= {"subject": d["subject"], "fiscal_year": YEAR - 1}
    if chance.random() < 0.15:  # a word changed: not the same text any more, and nobody would be fooled
        d["annual_goal"] = now.replace("，", "，并", 1)
    return [past]


@plant("goal.same_satisfaction_everywhere", GOAL)
def _same(chance: Random, d: Json) -> list[Json]:
    others = [MAKERS[GOAL](chance, f"{d['subject']['code']}s{n}") for n in range(chance.randint(6, 9))]
    value = chance.choice(("≥95%", "95%", "不低于90%", "98%"))
    for one in (d, *others):
        one["department"] = f"局{d['subject']['code']}"
        put(rows(one, "满意度")[0], target=value)
    return others


UNRELATED = ("办公家具采购", "出国考察费", "展厅布展装饰", "无人机租赁", "古籍修补扫描", "赛车场看台搭建", "远洋渔获运输", "冰雪项目推介会")  # fmt: skip


@plant("goal.big_item_without_indicator", GOAL)
def _big(chance: Random, d: Json) -> None:
    total = float(d["funds"][0]["annual"])
    share = chance.choice((0.32, 0.5, 0.8))
    d["items"] = [
        {**d["items"][0], "amount": f"{total * (1 - share):.2f}"},
        {"content": chance.choice(UNRELATED), "amount": f"{total * share:.2f}"},
    ]


@plant("goal.not_covering_main_spending", GOAL)
def _uncovered(chance: Random, d: Json) -> None:
    total = float(d["funds"][0]["annual"])
    names = chance.sample(UNRELATED, 2)
    share = chance.choice((0.13, 0.2, 0.4))
    bare = [{"content": name, "amount": f"{total * share:.2f}"} for name in names]
    d["items"] = [{**d["items"][0], "amount": f"{total * (1 - 2 * share):.2f}"}, *bare]


@plant("goal.weakly_related", GOAL)
def _unrelated(chance: Random, d: Json) -> None:
    name, target = chance.choice((
        ("远洋渔获吨位", "≥300吨"), ("古籍扫描页数", "≥9000页"), ("冰雪赛事举办届数", "≥2届"), ("审批建筑图纸张数", "≥200张"), ("献血人次", "≥500人次"),
        ("评选文明家庭户数", "≥50户"), ("调解劳动争议宗数", "≥90宗"), ("高速收费站通行车次", "≥8000车次"), ("引进博士人数", "≥5人"),
    ))  # fmt: skip
    put(counted(d), level3=name, target=target)


@plant("goal.hard_to_measure", GOAL)
def _unmeasured(chance: Random, d: Json) -> None:
    words = ("有所增加", "合理", "良好", "基本满意", "规范", "及时", "完善", "可控", "充分", "到位")
    keep = chance.choice((0, 1, 2)) if len(d["indicators"]) >= 5 else 1
    for row in d["indicators"][keep:]:
        put(row, target=chance.choice(words))


@plant("goal.cost_ceiling_above_budget", GOAL)
def _high_ceiling(chance: Random, d: Json) -> None:
    budget = float(d["funds"][0]["annual"])
    name = chance.choice(("工程造价", "项目总投资", "总成本控制数", "采购成本", "建设成本", "项目费用总额"))
    target = chance.choice(("≤{}万元", "不超过{}万元", "{}万元", "控制在{}万元以内")).format(
        f"{budget * chance.choice((1.1, 1.5, 3)):.0f}"
    )
    put(chance.choice(d["indicators"]), level1="成本指标", level2="经济成本指标", level3=name, target=target)


@plant("goal.same_text_elsewhere", GOAL)
def _same_text(chance: Random, d: Json) -> list[Json]:
    other = MAKERS[GOAL](chance, d["subject"]["code"] + "t")
    other["annual_goal"] = _touched(chance, d["annual_goal"])
    return [other]


@plant("goal.near_duplicate_project", GOAL)
def _twin(chance: Random, d: Json) -> list[Json]:
    other = copy.deepcopy(d)
    other["subject"] = {
        **d["subject"],
        "code": d["subject"]["code"] + "t",
        "name": _touched(chance, d["subject"]["name"]),
    }
    other["unit"] = "另一单位"
    other["indicators"][0]["target"] = "≥77个"
    return [other]


def _touched(chance: Random, text: str) -> str:
    """Change a little, as one does when copying."""
    place = chance.randrange(len(text))
    return chance.choice(
        (text, text[:place] + "等" + text[place:], text.replace("，", "、", 1), text + "确保完成", text[2:])
    )
