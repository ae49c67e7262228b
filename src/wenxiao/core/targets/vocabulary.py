"""Word lists of the target grammar: units with their conversion, classifiers, verbs. Data only."""

from __future__ import annotations

from decimal import Decimal

ONE = Decimal(1)
MU = Decimal(2000) / Decimal(3)  # 1 亩 = 666.67 平方米, so that 15 亩 = 1 公顷 to the last digit that matters

# unit as written -> (base unit, how many base units one of it is)
MEASURES: dict[str, tuple[str, Decimal]] = {
    "元": ("元", ONE), "元钱": ("元", ONE), "块钱": ("元", ONE), "元整": ("元", ONE),
    "角": ("元", Decimal("0.1")),
    "米": ("米", ONE), "m": ("米", ONE), "M": ("米", ONE), "延米": ("米", ONE), "延长米": ("米", ONE),
    "公里": ("米", Decimal(1000)), "千米": ("米", Decimal(1000)), "km": ("米", Decimal(1000)),
    "KM": ("米", Decimal(1000)), "Km": ("米", Decimal(1000)), "厘米": ("米", Decimal("0.01")),
    "cm": ("米", Decimal("0.01")), "CM": ("米", Decimal("0.01")), "毫米": ("米", Decimal("0.001")),
    "mm": ("米", Decimal("0.001")), "MM": ("米", Decimal("0.001")),
    "平方米": ("平方米", ONE), "㎡": ("平方米", ONE), "m2": ("平方米", ONE), "m²": ("平方米", ONE),
    "M2": ("平方米", ONE), "M²": ("平方米", ONE), "平米": ("平方米", ONE), "平方": ("平方米", ONE),
    "平方公里": ("平方米", Decimal(10**6)), "平方千米": ("平方米", Decimal(10**6)),
    "km2": ("平方米", Decimal(10**6)), "km²": ("平方米", Decimal(10**6)), "k㎡": ("平方米", Decimal(10**6)),
    "公顷": ("平方米", Decimal(10**4)), "ha": ("平方米", Decimal(10**4)), "hm²": ("平方米", Decimal(10**4)),
    "亩": ("平方米", MU), "亩地": ("平方米", MU),
    "立方米": ("立方米", ONE), "m3": ("立方米", ONE), "m³": ("立方米", ONE), "立方": ("立方米", ONE),
    "㎥": ("立方米", ONE), "方": ("立方米", ONE), "升": ("立方米", Decimal("0.001")),
    "千克": ("千克", ONE), "公斤": ("千克", ONE), "kg": ("千克", ONE), "KG": ("千克", ONE),
    "克": ("千克", Decimal("0.001")), "斤": ("千克", Decimal("0.5")), "吨": ("千克", Decimal(1000)),
    "t": ("千克", Decimal(1000)), "千瓦": ("千瓦", ONE), "kW": ("千瓦", ONE), "kw": ("千瓦", ONE),
    "KW": ("千瓦", ONE), "兆瓦": ("千瓦", Decimal(1000)), "MW": ("千瓦", Decimal(1000)),
    "千瓦时": ("千瓦时", ONE), "kWh": ("千瓦时", ONE), "度": ("度", ONE), "千伏": ("千伏", ONE),
    "kV": ("千伏", ONE),
    "kv": ("千伏", ONE), "KV": ("千伏", ONE), "千伏安": ("千伏安", ONE), "kVA": ("千伏安", ONE),
    "%": ("%", ONE), "‰": ("%", Decimal("0.1")), "成": ("%", Decimal(10)),
    "个百分点": ("百分点", ONE), "百分点": ("百分点", ONE),
    "天": ("天", ONE), "日": ("天", ONE), "周": ("天", Decimal(7)), "工作日": ("工作日", ONE),
    "个工作日": ("工作日", ONE), "个自然日": ("天", ONE), "日历天": ("天", ONE),
    "个日历天": ("天", ONE), "自然日": ("天", ONE), "小时": ("小时", ONE),
    "个小时": ("小时", ONE), "h": ("小时", ONE), "分钟": ("小时", ONE / 60), "min": ("小时", ONE / 60),
    "秒": ("小时", ONE / 3600), "个月": ("月", ONE), "月": ("月", ONE), "年": ("年", ONE),
    "℃": ("℃", ONE), "dB": ("dB", ONE), "分贝": ("dB", ONE), "MB": ("MB", ONE), "GB": ("GB", ONE),
    "G": ("GB", ONE), "TB": ("TB", ONE), "T": ("TB", ONE), "Mbps": ("Mbps", ONE), "mg": ("毫克", ONE),
    "毫克": ("毫克", ONE), "微克": ("微克", ONE),
    "μg": ("微克", ONE), "ug": ("微克", ONE), "L": ("升", ONE), "ml": ("毫升", ONE), "mL": ("毫升", ONE),
}  # fmt: skip

# Different words for one and the same counted thing.
COUNT_SYNONYMS = {
    "名": "人", "位": "人", "个人": "人", "人数": "人", "人/次": "人次", "次数": "次", "台/套": "台套",
    "套/台": "台套",
}  # fmt: skip

LONG_COUNTS = (
    *("人次", "户次", "册次", "台次", "车次", "场次", "批次", "班次", "件次", "例次", "床次", "家次", "村次"),
    *("架次", "艘次", "头次", "处次", "盒次", "篇次", "条次", "项次", "页次", "宗次", "次数", "人数", "株数"),
    *("人天", "人日", "人月", "台套", "台班", "床日", "课时", "学时", "学分", "点位", "人份", "标段", "单元"),
    *("机位", "车位", "床位", "席位", "个人"),
)
SHORT_COUNTS = (
    "人个项次场期家户件份篇条处座台套辆艘架头只匹羽尾株棵颗本册部张幅块片面盏根支枝把副双对组队班所间幢栋栏"
    "口眼孔门道段层套房批起例宗桩笔单村镇乡街组届轮遍回趟节课讲集首页字种类款样名位员分盒瓶包袋箱桶车船桥井"
    "格床席场站点艇杆扇樘具枚粒罐捆卷盘岁倍类"
)
MULTIPLIERS = {
    "万亿": Decimal(10**12), "千亿": Decimal(10**11), "百亿": Decimal(10**10), "亿": Decimal(10**8),
    "千万": Decimal(10**7), "百万": Decimal(10**6), "十万": Decimal(10**5), "万": Decimal(10**4),
    "千": Decimal(1000), "百": Decimal(100),
}  # fmt: skip
# What one accounting period of a frequency is in a year.
PER_YEAR = {
    "年": 1, "年度": 1, "学年": 1, "半年": 2, "学期": 2, "季度": 4, "季": 4, "个季度": 4,
    "月": 12, "个月": 12,
    "旬": 36, "周": 52, "星期": 52, "日": 365, "天": 365, "个工作日": 250, "工作日": 250,
}  # fmt: skip
# Events that are counted per period; other things per period (元/月, 吨/天) are plain rates.
EVENTS = ("次", "场", "期", "回", "遍", "轮", "场次", "批次", "趟")
VERBS = (
    "开展|举办|召开|组织|完成|新建|建设|建成|建立|打造|制定|修订|印发|编制|发放|采购|购置|购买|安装|培训|培育|"
    "引进|创建|宣传|检查|巡查|抽查|进行|实施|维修|改造|提供|形成|出具|发布|刊发|配备|扶持|评选|撰写|受理|办理|"
    "达到|达|共计|合计|总计|累计|计划|全年|年内|增加|减少|降低|下降|提高|提升|增长|节约|共|为|聘用|培养|举行|更新"
)
NO_THING = "事故|投诉|差错|伤亡|死亡|失误|上访|违规|超支|案件|发生|污染|感染|举报|信访|纠纷|延误|缺陷|新增"
# Words that say a rate cannot go above 100 %.
BOUNDED_RATE = "满意|合格|覆盖率|达标率|成活率|知晓率|及时率|准确率|优良率|好评|认可"
