# ruff: noqa: E501 - tables of words read better in one line
"""Faults of goals, in wordings that are not the cases of the rules."""

from __future__ import annotations

import copy
from random import Random

from bench.detecting.clean import MAKERS, YEAR, Json
from bench.detecting.planting import counted, plant, put, reach, rows

GOAL = "project_goal"
DEPARTMENT = "department_goal"


@plant("goal.budget_missing", GOAL)
def _no_budget(chance: Random, d: Json) -> None:
    chance.choice(
        (lambda: d.update(funds=[]), lambda: d["funds"][0].update(annual=chance.choice(("0", None))))
    )()


@plant("goal.direction_against_name", GOAL)
def _direction(chance: Random, d: Json) -> None:
    name, target = chance.choice((
        ("居民投诉件数", "≥12件"), ("单位养护成本", "不少于35元"), ("处置及时率", "≤95%"), ("用户满意度", "不高于90%"),
        ("差错率", "≥2%"), ("运输事故起数", "≥1起"), ("受益覆盖率", "≤88%"), ("项目总成本", "不低于80万元"), ("损失发生率", "≥3%"),
    ))  # fmt: skip
    put(chance.choice(d["indicators"]), level3=name, target=target)


@plant("goal.duplicate_indicator", GOAL)
def _duplicate(chance: Random, d: Json) -> None:
    d["indicators"].append(copy.deepcopy(chance.choice(d["indicators"])))


@plant("goal.items_not_total", GOAL)
def _items(chance: Random, d: Json) -> None:
    first = d["items"][0]
    first["amount"] = f"{float(first['amount']) + chance.choice((-1, 0.01, 10, -0.5)):g}"


@plant("goal.no_benefit_indicator", GOAL)
def _no_benefit(chance: Random, d: Json) -> None:
    d["indicators"] = [r for r in d["indicators"] if "效益" not in r["level1"]]


@plant("goal.output_not_quantified", GOAL)
def _words(chance: Random, d: Json) -> None:
    row = chance.choice(rows(d, "产出", "数量") + rows(d, "产出", "质量"))
    put(
        row,
        target=chance.choice(
            ("稳步增长", "按要求完成", "符合规范", "全面覆盖", "优良", "较上年增加", "应保尽保")
        ),
    )


@plant("goal.quantity_with_ceiling", GOAL)
def _ceiling(chance: Random, d: Json) -> None:
    row = counted(d)
    put(
        row,
        target=row["target"]
        .replace("≥", "≤")
        .replace("不少于", chance.choice(("不超过", "不高于")))
        .replace(">=", "<="),
    )


@plant("goal.satisfaction_out_of_range", GOAL)
def _over(chance: Random, d: Json) -> None:
    put(rows(d, "满意度")[0], target=chance.choice(("295%", "≥190%", "295", "≥9500%", "288%")))


@plant("goal.target_far_below_history", GOAL)
def _history(chance: Random, d: Json) -> list[Json]:
    row = counted(d)
    past = MAKERS["self_evaluation"](chance, d["subject"]["code"])
    past |= {"fiscal_year": YEAR - 1, "subject": d["subject"]}
    before = reach(row, chance.choice((1.8, 2.2, 3.5, 8)))
    past["indicators"][0] |= {"level3": row["level3"], "target": row["target"], "actual": before}
    return [past]


@plant("goal.target_missing", GOAL)
def _missing(chance: Random, d: Json) -> None:
    put(chance.choice(d["indicators"]), target=chance.choice((None, "", "—", "/", "无", "……")))


@plant("goal.target_unreadable", GOAL)
def _unreadable(chance: Random, d: Json) -> None:
    put(counted(d), target=chance.choice(("≥***个", "≥XX人", "≥□□场", "****", "≥**%", "#VALUE!", "≥□套")))


@plant("goal.unit_missing", GOAL)
def _unit(chance: Random, d: Json) -> None:
    row = counted(d)
    put(
        row,
        target=chance.choice(("{}", "≥{}", "不少于{}")).format(
            "".join(c for c in row["target"] if c.isdigit())
        ),
    )


@plant("goal.weights_not_full", GOAL)
def _weights(chance: Random, d: Json) -> None:
    row = d["indicators"][0]
    row["weight"] = f"{float(row['weight']) + chance.choice((-1, 5, -10, 0.5, 3)):g}"


@plant("goal.activity_not_result", GOAL)
def _activity(chance: Random, d: Json) -> None:
    row = chance.choice(rows(d, "产出"))
    if chance.random() < 0.5:
        put(
            row,
            target=chance.choice(
                (
                    "组织实施相关整治工作",
                    "认真开展巡查活动",
                    "落实防汛备汛工作",
                    "推动试点工作",
                    "加大宣传工作力度",
                )
            ),
        )
    else:
        put(
            row,
            level3=chance.choice(("配合做好普查工作", "加强队伍建设工作", "全面推进创建工作")),
            target=chance.choice(("已开展", "完成", "是")),
        )


@plant("goal.satisfaction_at_wrong_level", GOAL)
def _satisfaction_place(chance: Random, d: Json) -> None:
    row = rows(d, "满意度")[0]
    level1, level2 = chance.choice(
        (
            ("产出指标", "质量指标"),
            ("效益指标", "社会效益指标"),
            ("效益指标", "可持续影响指标"),
            ("成本指标", "社会成本指标"),
        )
    )
    put(
        row,
        level1=level1,
        level2=level2,
        level3=chance.choice((row["level3"], "服务对象满意率", "对改造效果的满意程度", "群众满意情况")),
    )


@plant("goal.cost_at_wrong_level", GOAL)
def _cost_place(chance: Random, d: Json) -> None:
    level1, level2 = chance.choice(
        (
            ("效益指标", "经济效益指标"),
            ("产出指标", "数量指标"),
            ("产出指标", "质量指标"),
            ("效益指标", "社会效益指标"),
        )
    )
    name = chance.choice(
        ("单位造价", "人均培训成本", "每公里养护成本", "设备采购单价", "补贴标准", "运行费用支出")
    )
    put(
        chance.choice(rows(d, "产出")),
        level1=level1,
        level2=level2,
        level3=name,
        target=f"≤{chance.randint(2, 90)}万元",
    )


@plant("goal.quantity_in_percent", GOAL)
def _percent(chance: Random, d: Json) -> None:
    put(
        counted(d),
        level3=chance.choice(("清理覆盖", "任务量", "检查企业", "发放比例")),
        target=chance.choice(("100%", "≥95%", "98百分比", "不低于90%")),
    )


@plant("goal.timeliness_without_deadline", GOAL)
def _no_deadline(chance: Random, d: Json) -> None:
    put(
        rows(d, kind="时效")[0],
        target=chance.choice(
            ("按期", "按照进度安排", "按合同约定", "尽快完成", "及时有效", "≥10", "按时", "如期完成")
        ),
        level3="完成时间",
    )


@plant("goal.deadline_outside_year", GOAL)
def _other_year(chance: Random, d: Json) -> None:
    target = chance.choice(
        (
            "2020年底",
            "2022年1月31日前",
            "2022年3月底",
            "2021年8月至2022年2月",
            "2020.11.30",
            "2019年12月",
            "2023年6月30日前",
            "2020年1-12月",
        )
    )
    put(rows(d, kind="时效")[0], target=target, level3="完成时限")


@plant("goal.outputs_only_spending", GOAL)
def _only_spending(chance: Random, d: Json) -> None:
    names = chance.sample(
        ("资金拨付率", "专项资金使用率", "预算完成率", "经费支出进度", "资金下达及时率", "财政资金支出率"), 3
    )
    output = rows(d, "产出")
    for row in output[3:]:
        d["indicators"].remove(row)
    for row, name in zip(output, names, strict=False):
        put(row, level3=name, target="100%")


@plant("goal.execution_as_indicator", GOAL)
def _execution(chance: Random, d: Json) -> None:
    put(
        chance.choice(rows(d, "产出")),
        target="≥95%",
        level3=chance.choice(
            ("项目预算执行率", "资金使用率", "年度预算完成率", "经费支出率", "资金支付率", "财政资金使用率")
        ),
    )


@plant("goal.effect_without_source", GOAL)
def _no_source(chance: Random, d: Json) -> None:
    for row in rows(d, "效益"):
        row["data_source"] = chance.choice((None, "", " "))


@plant("goal.vague_effect", GOAL)
def _vague(chance: Random, d: Json) -> None:
    words = (
        "稳步提升",
        "显著",
        "有一定改善",
        "长期有效",
        "作用明显",
        "逐年好转",
        "影响深远",
        "效果良好",
        "得到加强",
    )
    put(chance.choice(rows(d, "效益")), target=chance.choice(words), data_source=None)


@plant("goal.target_far_below_peers", GOAL)
def _peers(chance: Random, d: Json) -> list[Json]:
    name = chance.choice(("通过率", "巡查处置率", "器械完好率", "复核准确率"))
    peers = [MAKERS[GOAL](chance, f"{d['subject']['code']}p{n}") for n in range(7)]
    for peer in peers:
        put(rows(peer, kind="质量")[0], level3=name, target=f"≥{chance.randint(92, 99)}%")
    put(
        rows(d, kind="质量")[0],
        level3=name,
        target=chance.choice(("≥{}%", "{}%", "不低于{}%")).format(chance.randint(40, 71)),
    )
    return peers


@plant("goal.placeholder_in_indicator", GOAL)
def _placeholder(chance: Random, d: Json) -> None:
    row = chance.choice(d["indicators"])
    name = chance.choice(
        (
            "指标2：……",
            "XX覆盖率",
            "**人次",
            "（选填）受益人数",
            "××镇完成数",
            "待补充",
            "示例：培训人数",
            "请按实际填写",
            "指标名称...",
        )
    )
    put(row, level3=name)


@plant("goal.placeholder_in_text", GOAL)
def _prompt(chance: Random, d: Json) -> None:
    d["annual_goal"] = chance.choice((
        "（100字以内）", "对照项目实际情况填写目标1", "目标1：……；目标2：……", "完成XX村道路建设", "待定", "请输入年度目标", d["annual_goal"] + "（限300字以内）",
        "为××镇××村改善饮水", "完成____户改造", "同上",
    ))  # fmt: skip


@plant("goal.too_few_indicators", GOAL)
def _few(chance: Random, d: Json) -> None:
    d["indicators"] = d["indicators"][: chance.choice((1, 2, 3))]


@plant("goal.level1_weights_off", GOAL)
def _level1(chance: Random, d: Json) -> None:
    rest = 90
    for row in d["indicators"][:-1]:
        row["weight"] = str(chance.choice((5, 6, 8)))
        rest -= int(row["weight"])
    d["indicators"][-1]["weight"] = str(rest)


@plant("goal.construction_without_cost", GOAL)
def _no_cost(chance: Random, d: Json) -> None:
    d["indicators"] = [r for r in d["indicators"] if "成本" not in r["level1"]]
    kind = chance.choice(
        (
            "危桥加固工程",
            "办公楼屋面维修",
            "校舍扩建",
            "排污泵站更新改造",
            "档案室装修",
            "村道硬底化",
            "监控设备采购",
            "学生公寓大修",
            "老旧电梯更换",
        )
    )
    d["subject"] = {**d["subject"], "name": chance.choice(("东岭镇", "西塘街道", "云溪乡")) + kind}


@plant("goal.text_without_number", GOAL)
def _no_figure(chance: Random, d: Json) -> None:
    d["annual_goal"] = chance.choice((
        "持续做好{name}各项工作，切实改善群众生产生活条件。", "确保{name}顺利实施，取得良好的社会效益和经济效益。",
        "通过项目实施，进一步规范管理、提高效率，服务水平再上新台阶。", "加快推进{name}，统一标准，补齐短板。",
        "目标一：推进{name}；目标二：群众满意。", "全面完成{name}年度任务。",
    )).format(name=d["subject"]["name"])  # fmt: skip


@plant("goal.tasks_not_total", DEPARTMENT)
def _tasks(chance: Random, d: Json) -> None:
    task = chance.choice(d["tasks"])
    task["amount"] = f"{float(task['amount']) + chance.choice((-1, 0.1, 20, 5)):g}"
