"""Indicators of a department as a whole: the same for goal (2021) and self-evaluation (2020)."""

from __future__ import annotations

from functools import cache

from .departments import Department
from .exact import split
from .measures import Measure, choose, draw
from .streams import stream
from .words import specs, templates

DUTIES = specs([
    "重点工作任务完成率|%|+|92-99", "预算编制准确率|%|+|88-97", "公用经费控制率|%|-|92-100",
    "政府采购执行率|%|+|86-98", "预决算公开及时率|%|=|100", "固定资产利用率|%|+|88-98",
])  # fmt: skip
LEVELS = ("产出指标", "质量指标")


@cache
def department_measures(department: Department) -> tuple[Measure, ...]:
    """Quantities from two of its projects' templates, duties common to all, effects of its field."""
    rng = stream("department-measures", department.code)
    group = department.groups[0]
    ways = rng.sample(list(templates(group)), 2)
    duties = [choose(rng, group, way.kind, way.quantities) for way in ways]
    own = {m.spec.name: m for way in duties for m in way if m.level2 == "数量指标" or m.level1 == "效益指标"}
    satisfaction = duties[0][-1]
    common = [Measure(*LEVELS, one) for one in rng.sample(DUTIES, 4)]
    made = [*[m for m in own.values() if m.level2 == "数量指标"], *common]
    made += [m for m in own.values() if m.level1 == "效益指标"][:3]
    made.append(satisfaction)

    for measure in common:
        draw(rng, measure)
    outputs = [m for m in made if m.level1 == "产出指标"]
    effects = [m for m in made if m.level1 == "效益指标"]
    for block, total in ((outputs, 5000), (effects, 3000), ([satisfaction], 1000)):
        for measure, cp in zip(block, split(total, [10 for _ in block], 100), strict=True):
            measure.weight_cp = cp
    return tuple(made)
