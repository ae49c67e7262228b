"""Which way an indicator is better: from the operator, the filer, the name, the kind, or by default."""

from __future__ import annotations

import re
from functools import lru_cache

from wenxiao.core.targets.model import Comparator, Direction, DirectionSource, Reading
from wenxiao.core.targets.normalise import clean

_OF_COMPARATOR: dict[Comparator, Direction] = {
    ">=": "higher", ">": "higher", "<=": "lower", "<": "lower", "=": "equal", "range": "within",
}  # fmt: skip
# First match decides, so what only sounds like a lower-is-better thing stands in front of it.
NAME_PATTERNS: tuple[tuple[Direction, str, str], ...] = (
    ("lower", r"(?:未|不|没有?)(?:及时)?(?:处理|办结|处置|整改)", "没有办成的事，越少越好"),
    ("higher", r"(?:处理|处置|办结|办理|化解|调处|调解|受理|回复|响应|整改|查处|结案|破案|侦破|核查|控告|检测|监测|监管|防控|防治|救治|保障|应对|预防|排查|纠正|治理|上缴|收回|盘活|消化|清理|及时|达标)(?:完成|合格|到位|覆盖|有效|成功)?(?:率|数|量|比例|度|次数|件数)", "办成的比率，名称里的投诉、事故等只是对象"),
    ("higher", r"节约|节省|节能|节支|降低|下降|减少|缩短|压减|压降|削减|减排|降幅|减免|降本", "写的是降了多少，降得越多越好"),
    ("higher", r"挽回|避免|追回|追缴|止损|查获|查处", "写的是避免或追回的损失"),
    ("higher", r"(?:病虫害|虫害|疫情|疾病|传染病|火情|有害生物).{0,6}控制率|控制率达标|控制有效率|有效控制率", "控制住的比率"),
    ("higher", r"(?:演练|培训|宣传|教育|演习|抚恤|扶助|救助|慰问|补偿|赔付|理赔|保险|普查|调查)", "事故、死亡等是工作的对象，不是结果"),
    ("lower", r"成本(?!节)|造价|控制数|控制率|控制额|控制在|计划总投资|项目总投资|项目金额|项目经费|支出控制|限额|单价", "花费，越少越好"),
    ("lower", r"超支|超概|超预算|超期|超标率?(?!.*检)|超编|逾期|延期|延误|滞后|拖欠|欠款|负债率|债务率|不良", "超出或拖后"),
    ("lower", r"损失|浪费|损耗|损毁|破损|漏损|流失|撂荒|闲置", "损失"),
    ("lower", r"事故|投诉|发案|案发|死亡|伤亡|差错|错误|失误|违法|违规|违纪|信访|上访|舆情|纠纷|安全事件|突发事件|事件发生|火灾发生|起火", "不希望发生的事"),
    ("lower", r"变质|失业|辍学|返贫|发病|患病|感染|检出率|不合格|缺陷|故障|投诉率|退件|退货|拒绝率|流产", "坏的比率"),
    ("lower", r"受害率|成灾率|受灾|灾害发生|死亡率|病死|发生率|复发|火灾", "灾害"),
    ("lower", r"结余率|结转|结余资金|结余数|调整率|调整次数|调剂率|变更率|变动率|偏差率|误差", "预算调整与沉淀，越少越好"),
    ("lower", r"能耗|电耗|水耗|油耗|耗电|耗水|消耗|排放|污染物|浓度|噪声|噪音", "消耗与排放"),
    ("lower", r"响应时[长间]|响应速度|办理时[限长间]|办结时[限长间]|处理时[限长间]|等待时[长间]|到达时[长间]|平均用时|用时|耗时|时限|工期|滞留|停机|中断", "时间，越短越好"),
)  # fmt: skip
_COMPILED = tuple((way, re.compile(pattern)) for way, pattern, _ in NAME_PATTERNS)
_COST_LEVEL = re.compile(r"成本")
_DECLARED: dict[str, Direction] = {
    **dict.fromkeys(("higher", "正向", "正指标", "正向指标", "越大越好", "越高越好", "极大型", "≥", ">", "大于等于", "不低于", "不少于"), "higher"),
    **dict.fromkeys(("lower", "反向", "负向", "逆向", "反指标", "反向指标", "负向指标", "逆向指标", "越小越好", "越低越好", "极小型", "≤", "<", "小于等于", "不高于", "不超过"), "lower"),
    **dict.fromkeys(("equal", "=", "等于", "定值"), "equal"),
    **dict.fromkeys(("within", "range", "适中", "适度", "区间", "区间型", "中性"), "within"),
}  # fmt: skip
_NAME_GLYPH = re.compile(r"(?:\(|^)[^()]{0,6}(?P<glyph>[≥≤<>=])[^()]*(?:\)|$)|(?P<tail>[≥≤])")
_NAME_WORDS: tuple[tuple[Direction, re.Pattern[str]], ...] = (
    ("higher", re.compile(r"不低于|不少于|不小于|大于等于|大于或等于")),
    ("lower", re.compile(r"不高于|不超过|不大于|不多于|小于等于|小于或等于|不突破")),
)


def direction_with_source(
    reading: Reading, *, name: str = "", level1: str = "", level2: str = "", declared: str | None = None
) -> tuple[Direction | None, DirectionSource]:
    """Give which way is better for a target and what said so; None where nothing is ordered (words, 是/否)."""
    if reading.kind in {"qualitative", "yes_no", "missing", "unreadable"}:
        return None, "default"
    if reading.comparator is not None:
        return _OF_COMPARATOR[reading.comparator], "operator"
    if said := (declared_direction(declared) if declared else None) or name_operator(name):
        return said, "declared"
    if reading.kind == "date":
        return "lower", "kind"
    if reading.kind == "period":
        return "within", "kind"
    if named := _named(name):
        return named, "name"
    if _COST_LEVEL.search(level1) or _COST_LEVEL.search(level2):
        return "lower", "kind"
    # 0 can only be a ceiling; every other bare number is something to be achieved.
    return ("lower" if reading.values == ("0",) else "higher"), "default"


def direction_of(
    reading: Reading, *, name: str = "", level1: str = "", level2: str = "", declared: str | None = None
) -> Direction | None:
    """Give which way is better for a target: higher, lower, equal, within, or None."""
    return direction_with_source(reading, name=name, level1=level1, level2=level2, declared=declared)[0]


@lru_cache(maxsize=1024)
def declared_direction(declared: str) -> Direction | None:
    """Give the direction of what the filer wrote (正向, 越小越好, an operator); None when it says none."""
    return _DECLARED.get(clean(declared))


@lru_cache(maxsize=1 << 16)
def name_operator(name: str) -> Direction | None:
    """Give the direction an operator in the name declares, 化粪池(≥**立方米); None when there is none."""
    if not name:
        return None
    text = clean(name)
    if match := _NAME_GLYPH.search(text):
        return _DECLARED[match["glyph"] or match["tail"]]
    return next((way for way, pattern in _NAME_WORDS if pattern.search(text)), None)


@lru_cache(maxsize=1 << 16)
def _named(name: str) -> Direction | None:
    return next((way for way, pattern in _COMPILED if pattern.search(name)), None) if name else None
