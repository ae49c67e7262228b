"""Words: yes and no, and how far a wording says the goal was reached."""

from __future__ import annotations

import re

from wenxiao.core.targets.model import Band

YES_NO = frozenset({"是", "否"})
# Tried in this order; "partly" is looked for before "reached" because 部分达成 contains 达成.
_BANDS: tuple[tuple[Band, re.Pattern[str]], ...] = (
    (
        "partly",
        re.compile(
            r"部分|基本|大部分|大体|初步|有所|略有|一定程度|未全部|未完全|没有全部|不完全|(?:正在|持续|有序|稳步)推进|正在|进行中|推进中"
        ),
    ),
    (
        "missed",
        re.compile(
            r"(?:未|没有|没|尚未|无法|不能|难以)(?:能)?(?:按[时期])?(?:完成|达成|达到|达标|实现|开展|实施|执行|启动|落实|到位|建立|通过|合格)"
            r"|不达标|不合格|不合规|不及格|尚未|^未按"
        ),
    ),
    (
        "reached",
        re.compile(
            r"^是$|达成|达到?预期|达到?(?:目标|要求|标准)|达标|(?:^|已|均|全部|全面|按[时期质量]+|如期|及时|圆满|顺利|超额|提前|内)"
            r"(?:完成|实现|到位|落实|建成|建立|合格|通过|兑现|发放|支付)|完成$|^合格$|^按.*(?:发放|执行|支付|拨付|完成|落实)$"
        ),
    ),
)


def band_of(text: str) -> Band | None:
    """Give reached, partly or missed when the wording says so; None for every other wording."""
    for band, pattern in _BANDS:
        if pattern.search(text):
            return band
    return None
