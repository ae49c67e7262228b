"""Indicators of a project: which ones it has, how they weigh, and their values in 2020 and 2021."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from .exact import half_up, split
from .words import Spec, load, spec, specs

CAPPED = ("率", "度", "比例", "占比", "安全感", "水平")  # a percentage with such a name ends at 100
GROWING = ("增长率", "下降率", "提升率", "压缩率", "增幅", "节约率")
QUALITY, TIME, COST = ("产出指标", "质量指标"), ("产出指标", "时效指标"), ("成本指标", "经济成本指标")
SATISFACTION = ("满意度指标", "服务对象满意度指标")


@dataclass(slots=True)
class Measure:
    """One indicator with last year's target and actual and this year's target."""

    level1: str
    level2: str
    spec: Spec
    weight_cp: int = 0
    target: Decimal = Decimal(0)  # of 2020; a month for a deadline
    actual: Decimal = Decimal(0)
    target_now: Decimal = Decimal(0)  # of 2021
    quality: int = 100  # share of the weight a qualitative result earns

    @property
    def numeric(self) -> bool:
        """Whether the target is a number with a unit."""
        return self.spec.unit not in {"定性", "期限"}

    @property
    def capped(self) -> bool:
        """Whether the value cannot pass 100."""
        name = self.spec.name
        return (self.spec.unit == "%" and name.endswith(CAPPED) and not name.endswith(GROWING)) or (
            self.spec.unit == "分"
        )


def _level2(made: Spec) -> str:
    name = made.name
    if made.unit in {"亿元", "万元"} or any(
        word in name for word in ("营业收入", "税收", "收入增幅", "放大")
    ):
        return "经济效益指标"
    if any(word in name for word in ("空气", "水质", "回收", "扬尘", "环境", "耕地", "节能")):
        return "生态效益指标"
    if any(word in name for word in ("机制", "制度", "年限", "长效", "参与人数占比")):
        return "可持续影响指标"
    return "社会效益指标"


def choose(rng: Random, group: str, kind: str, quantities: tuple[Spec, ...]) -> list[Measure]:
    """Choose 5 to 11 indicators: quantities of the project, the ways of its kind, effects of its field."""
    ways, field = load("kinds")[kind], load("effects")[group]
    picked = [Measure("产出指标", "数量指标", q) for q in quantities[: 1 if rng.random() < 0.15 else 2]]
    for levels, lines, most in ((QUALITY, ways["quality"], 3), (TIME, ways["time"], 2)):
        chosen = rng.sample(specs(lines), min(len(lines), rng.randint(1, most)))
        picked += [Measure(*levels, one) for one in chosen]
    if rng.random() < 0.45:
        picked.append(Measure(*COST, rng.choice(specs(ways["cost"]))))
    effects = rng.sample(specs(field["effects"]), rng.randint(1, 2))
    if rng.random() < 0.6:
        effects.append(rng.choice(specs(ways["effect"])))
    picked += [Measure("效益指标", _level2(one), one) for one in effects]
    title = field["satisfaction"] if rng.random() < 0.75 else ways["satisfaction"]
    picked.append(Measure(*SATISFACTION, spec(f"{title}|%|+|85-96")))
    unique = list({m.spec.name: m for m in picked}.values())
    _weigh(rng, unique)
    for measure in unique:
        draw(rng, measure)
    return unique


def _weigh(rng: Random, measures: list[Measure]) -> None:
    """Share out 90 points: 10 to satisfaction, 30 to effects, 50 to outputs and cost."""
    blocks = {"满意度指标": 1000, "效益指标": 3000}
    for level, total in (*blocks.items(), ("", 5000)):
        mine = [m for m in measures if (m.level1 == level if level else m.level1 not in blocks)]
        step = 100 if rng.random() < 0.85 else 50
        for measure, cp in zip(mine, split(total, [rng.randint(8, 12) for _ in mine], step), strict=True):
            measure.weight_cp = cp


def _rounded(value: Decimal, decimals: int) -> Decimal:
    return half_up(value, decimals)


def _pick(rng: Random, made: Spec) -> Decimal:
    scale = 10**made.decimals
    low, high = int(Decimal(made.low) * scale), int(Decimal(made.high) * scale)
    share = rng.random()
    raw = low + int((high - low) * share * (share if high > 20 * low else 1))
    if raw >= 1000 and rng.random() < 0.75:  # plans are round, results are not
        step = 10 ** (len(str(raw)) - 2)
        raw = max(raw // step * step, low)
    return Decimal(raw).scaleb(-made.decimals) if made.decimals else Decimal(raw)


def draw(rng: Random, measure: Measure) -> None:
    """Draw last year's target and result and this year's target."""
    made = measure.spec
    if made.unit == "定性":
        measure.quality = rng.choice([100, 100, 100, 100, 100, 100, 95, 90, 85, 80, 75, 70])
        return
    if made.unit == "期限":
        month = rng.randint(int(made.low), int(made.high))
        measure.target = measure.target_now = Decimal(month)
        measure.actual = Decimal(max(1, month - rng.choice([0, 0, 0, 1, 1, 2])))
        return
    measure.target = _pick(rng, made)
    if made.sign == "=" or measure.target == 0:
        measure.actual = measure.target_now = measure.target
        return
    measure.actual = _result(rng, measure)
    measure.target_now = _next(rng, measure)


def _result(rng: Random, measure: Measure) -> Decimal:
    """Last year's result: mostly met, some missed; rates stop at 100, counts are whole."""
    target, places = measure.target, measure.spec.decimals
    luck = rng.random()
    if measure.spec.sign == "-":
        share = rng.randint(104, 140) if luck < 0.06 else rng.randint(55, 100)
        return _rounded(target * share / 100, places)
    if luck < 0.09:
        return max(_rounded(target * rng.randint(72, 98) / 100, places), Decimal(0))
    if measure.capped:
        room = min(Decimal(100) - target, target / 10)
        return target + _rounded(room * rng.randint(0, 100) / 100, max(places, rng.choice([0, 1, 2])))
    share = 100 if luck < 0.34 else rng.randint(100, 112) if luck < 0.85 else rng.randint(112, 126)
    reached = _rounded(target * share / 100, places)
    return reached if reached * 10 < target * 13 else target  # 130 % and more needs a reason


def _next(rng: Random, measure: Measure) -> Decimal:
    """This year's target: not below what was reached, apart from a rounding down."""
    reached, places = max(measure.actual, measure.target), measure.spec.decimals
    if measure.spec.sign == "-":
        return measure.target
    if measure.capped:
        return min(Decimal(100), max(measure.target, _rounded(reached, 0) - rng.choice([0, 1, 1, 2])))
    step = 10 ** max(0, len(str(int(reached))) - 2)
    grown = _rounded(reached * rng.randint(97, 108) / 100 / step, places) * step
    return grown if grown >= measure.target else measure.target
