"""A page for each field of the indicator library: every card with what is known of it."""

from __future__ import annotations

from collections.abc import Sequence

from wenxiao.core.catalog import Catalog
from wenxiao.core.indicators import DIRECTION_LABEL, Card
from wenxiao.core.place import Place
from wenxiao.core.sources import STATUS_LABEL
from wenxiao.core.uses import Thing, forms_of_card
from wenxiao.reporting.handbook.links import anchor, basis_link, thing_link, things_line


def by_file(place: Place) -> dict[str, list[Card]]:
    """Give the cards by the name of their file, in order."""
    found: dict[str, list[Card]] = {}
    for card in place.indicators.values():
        found.setdefault(card.id.split(".", 1)[0], []).append(card)
    return found


def field_page(cards: Sequence[Card], catalog: Catalog, place: Place) -> str:
    """Give the page of one field, or of one class of common indicators."""
    first = cards[0]
    lines = [
        f"# 指标库：{first.group}",
        "",
        f"{len(cards)} 个指标。没有人说明过的（评价标准、数据来源等）写“未知”，不代填。",
        "",
    ]
    if first.framework:
        lines += [
            f"取自{thing_link(Thing('framework', first.framework, place.frameworks[first.framework].label))}，分值见该页。",
            "",
        ]
    lines += ["| 二级指标 | 指标 | 单位 | 方向 | 性质 |", "|---|---|---|---|---|"]
    lines += [
        f"| {c.level2} | [{c.name}](#{anchor(c.name)}) | {c.unit or '—'} | {_direction(c)} | {STATUS_LABEL[c.status]} |"
        for c in cards
    ]
    for card in cards:
        lines += ["", f"## {card.name}", "", *_card(card, catalog)]
    lines += things_line("用到这些指标的表单", forms_of_card(first, place))
    return "\n".join(lines) + "\n"


def _direction(card: Card) -> str:
    return "工作量，不分好坏" if card.workload else DIRECTION_LABEL[card.direction]


def _card(card: Card, catalog: Catalog) -> list[str]:
    told = {
        "层级": f"{card.level1} → {card.level2}",
        "算式": card.formula or ("" if card.counted else "未知"),
        "口径": card.counted,
        "单位和方向": f"{card.unit or ('不适用' if card.kind == 'qualitative' else '未知')}，{_direction(card)}",
        "评价标准": card.standard or "未知",
        "数据来源": card.data_source or "未知",
        "关键词": "、".join(card.keywords),
        "说明": card.note,
        "见于": _evidence(card, catalog),
        "性质": STATUS_LABEL[card.status],
        "采用": "；".join(f"{a.place}，{basis_link(a.basis, catalog)}" for a in card.adopted),
    }
    return [card.explain, "", *(f"- {label}：{text}" for label, text in told.items() if text)]


def _evidence(card: Card, catalog: Catalog) -> str:
    seen = card.evidence
    if seen is None:
        return "同类项目常用，没有具体出处（建议值）"
    parts = [basis_link(seen.source, catalog) if seen.source else "", seen.words]
    parts.append(f"[公开页面]({seen.address})" if seen.address else "")
    return "，".join(part for part in parts if part)
