"""``python -m bench.similarity``: copied text found among 100,000 filings, against all pairs on a sample."""

from __future__ import annotations

import os
import platform
import random
import resource
import sys
import time
from itertools import combinations
from pathlib import Path

from wenxiao.analysis.similarity import _NOISE, jaccard, near_duplicates

LEAST, COUNT = 0.8, 100_000
RESULTS = Path(__file__).parent / "results-similarity.md"
_PARTS = (
    "清扫道路", "修缮校舍", "培训学员", "发放补助", "更换路灯", "整治河道", "接种疫苗", "改造管网", "举办演出", "巡查隐患",
    "绿化公园", "采购设备", "检测食品", "走访老人", "回收农药瓶", "抽检水质", "调解纠纷", "安装监控", "编制规划", "养护桥梁",
)  # fmt: skip
_ENDS = (
    "改善人居环境",
    "提高服务质量",
    "保障群众安全",
    "促进就业增收",
    "减少投诉",
    "降低能耗",
    "方便出行",
    "守住底线",
)


def texts(count: int, copied: float = 0.05, seed: int = 3) -> tuple[list[str], dict[int, int]]:
    """Give made goal texts of about 200 characters and which of them copy which, one or two words changed."""
    chance = random.Random(seed)
    made: list[str] = []
    copies: dict[int, int] = {}
    for number in range(count):
        if made and chance.random() < copied:
            source = chance.randrange(number)
            copies[number] = source
            made.append(made[source].replace(str(number % 9), str(number % 7), 1))
        else:
            made.append(_text(chance))
    return made, copies


def _text(chance: random.Random) -> str:
    clauses = [
        f"{chance.choice('全本各新老东西南北')}{chance.choice('区街镇村园段片线')}{chance.choice(_PARTS)}"
        f"不低于{chance.randint(11, 99999)}{chance.choice('处个次人亩米座套份户')}，{chance.choice(_ENDS)}"
        f"{chance.choice('一二三四五六七八九')}成以上"
        for _ in range(chance.randint(7, 10))
    ]
    return "；".join(clauses) + "。"


def main(count: int = COUNT) -> None:
    """Measure time, memory and recall."""
    made, copies = texts(count)
    started = time.perf_counter()
    found = near_duplicates(made, least=LEAST)
    seconds = time.perf_counter() - started
    true = [n for n, source in copies.items() if jaccard(_plain(made[n]), _plain(made[source])) >= LEAST]
    missed = [n for n in true if n not in found]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    length = sum(map(len, made)) / count
    sample = [_plain(text) for text in made[:1500]]
    started = time.perf_counter()
    pairs = {
        n for a, b in combinations(range(1500), 2) if jaccard(sample[a], sample[b]) >= LEAST for n in (a, b)
    }
    all_pairs = time.perf_counter() - started
    told = set(near_duplicates(made[:1500], least=LEAST))
    lines = [
        "# 照抄文字的查找速度", "",
        f"`python -m bench.similarity`，{os.cpu_count()} 核，Python {platform.python_version()}；文字是生成的，"
        "二十分之一照抄别人再改一两个字。",
        "",
        f"- {count:,} 份、平均 {length:.0f} 字：{seconds:.1f} 秒，峰值 {peak:.0f} MiB（目标：100,000 份不超过 60 秒）。",
        f"- 相似度不低于 {LEAST:.0%} 的照抄 {len(true)} 份，漏 {len(missed)} 份；另指出 {len(set(found) - set(true))} 份（含被抄的）。",
        f"- 前 1,500 份逐对比较用 {all_pairs:.1f} 秒，指出 {len(pairs)} 份；本法指出 {len(told)} 份，相同 {len(told & pairs)} 份。",
    ]  # fmt: skip
    text = "\n".join(lines) + "\n"
    print(text)
    if count == COUNT:
        RESULTS.write_text(text, encoding="utf-8")


def _plain(text: str) -> str:
    return _NOISE.sub("", text)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
