# ruff: noqa: E501 - tables of words read better in one line
"""Wordings written after the rules were last changed, and never used to change them: the stricter test.

Only rules that go by words are here; each wording stands in one clean filing.
"""

from __future__ import annotations

from random import Random

from bench.detecting.clean import MAKERS, Json
from bench.detecting.planting import counted, put, reach, rows

Wording = tuple[str, ...]
WORDINGS: dict[str, tuple[str, ...]] = {
    "goal.activity_not_result": (
        "持续开展矛盾纠纷排查工作", "做好重点人员稳控工作", "积极推进项目前期工作", "举办系列主题活动", "加快推进征地拆迁工作", "抓实安全生产工作",
        "有序推进改革试点工作", "协助完成统计工作",
    ),
    "goal.satisfaction_at_wrong_level": ("服务对象满意度", "村民对道路的满意率", "企业满意度（%）", "游客满意程度", "社会公众评价满意度", "家长满意比例", "住户认可度", "师生综合满意度"),
    "goal.cost_at_wrong_level": ("平均每户补助标准", "单套设备造价", "亩均投入成本", "每人次培训费用", "工程综合单价", "项目成本总额", "运维费用总额", "印刷单价"),
    "goal.execution_as_indicator": ("预算支出率", "专项资金执行率", "财政资金支付率", "年度资金使用率", "项目经费执行率", "预算资金执行率（%）", "支出进度", "资金执行率"),
    "goal.vague_effect": ("有力推动", "大幅提升", "效果显著", "基本满足需求", "进一步完善", "充分发挥作用", "持续向好", "作用良好"),
    "goal.placeholder_in_text": ("（请输入，不超过200字）", "项目目标……", "为XX单位提供服务", "目标：**", "略", "见附件", "填写年度目标", "（必填）"),
    "goal.timeliness_without_deadline": ("尽早", "按照上级要求", "随报随办", "按计划推进", "及时拨付", "不拖延", "按时限要求", "限期完成"),
    "goal.construction_without_cost": ("文化站翻建", "桥梁加固", "水库除险加固工程", "校园运动场改造", "视频会议设备采购", "污水厂提标改造", "农房抗震修缮", "卫生院手术室装修"),
    "self_evaluation.text_against_number": (
        "各项工作任务已全面完成。", "年度目标任务全部实现。", "已按计划完成全部内容。", "所有指标均达到预期。", "全面实现年初目标。", "项目顺利完成，各项指标达标。", "目标完成率100%。", "完成既定目标任务。",
    ),
    "self_evaluation.goal_text_copied": ("{}", "已完成：{}", "1.{}", "本年度{}", "“{}”", "{}已完成。", "实际完成情况：{}", "圆满完成{}"),
}  # fmt: skip


def filings(rule: str) -> list[Json]:
    """Give one filing for every wording of a rule."""
    return [_filing(rule, number, text) for number, text in enumerate(WORDINGS[rule])]


def _filing(rule: str, number: int, text: str) -> Json:
    form = "self_evaluation" if rule.startswith("self") else "project_goal"
    document = MAKERS[form](Random(f"held out:{rule}:{number}"), f"H{number:03d}")
    name = rule.partition(".")[2]
    if name == "activity_not_result":
        put(counted(document), target=text)
    elif name == "satisfaction_at_wrong_level":
        put(rows(document, "满意度")[0], level1="产出指标", level2="质量指标", level3=text)
    elif name == "cost_at_wrong_level":
        put(counted(document), level1="效益指标", level2="经济效益指标", level3=text, target="≤3000元")
    elif name == "execution_as_indicator":
        put(counted(document), level3=text, target="≥95%")
    elif name == "vague_effect":
        put(rows(document, "效益")[0], target=text, data_source=None)
    elif name == "placeholder_in_text":
        document["annual_goal"] = text
    elif name == "timeliness_without_deadline":
        put(rows(document, kind="时效")[0], level3="完成时间", target=text)
    elif name == "construction_without_cost":
        document["subject"] = {**document["subject"], "name": "梅林镇" + text}
        document["indicators"] = [r for r in document["indicators"] if "成本" not in r["level1"]]
    elif name == "text_against_number":
        put(counted(document), actual=reach(counted(document), 0.6), reason="受天气影响")
        document["actual_goal"] = text
    else:
        document["actual_goal"] = text.format(document["expected_goal"])
    return document
