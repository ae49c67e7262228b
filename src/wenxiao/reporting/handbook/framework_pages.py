"""The page of an evaluation framework: weights level by level, formula or standard of every leaf."""

from __future__ import annotations

from wenxiao.core.calendar import show_date
from wenxiao.core.catalog import Catalog
from wenxiao.core.frameworks import Framework, Leaf
from wenxiao.core.place import Place
from wenxiao.core.points import show_points
from wenxiao.core.sources import STATUS_LABEL
from wenxiao.core.uses import Thing, forms_of_framework, indicators_of_framework, parameters_of_framework
from wenxiao.reporting.handbook.links import basis_link, thing_link, things_line

CONFIDENCE = {"high": "高", "medium": "中", "low": "低", None: "—"}


def framework_page(framework: Framework, catalog: Catalog, place: Place) -> str:
    """Give the page of a framework."""
    lines = [
        f"# {framework.label}",
        "",
        f"`{framework.id}` · {show_date(framework.version)}起 · {STATUS_LABEL[framework.status]} · 把握 {CONFIDENCE[framework.confidence]}"
        + (f" · {framework.scope}" if framework.scope else ""),
        "",
        framework.help or "",
        "",
        "**依据** " + "；".join(basis_link(basis, catalog) for basis in framework.basis),
    ]
    for told in framework.requires:
        have = show_points(framework.weight_of(*told.of))
        link = thing_link(Thing("parameter", told.at_least, place.parameters[told.at_least].label))
        lines += ["", f"**分值要求** {'、'.join(told.of)}合计 {have} 分，满足 {link}。"]
    cards = {thing.label: thing_link(thing) for thing in indicators_of_framework(framework, place)}
    for level in framework.levels:
        lines += ["", f"## {level.name}（{show_points(framework.weight_of(level.name))} 分）", ""]
        lines += ["| 二级指标 | 三级指标 | 分值 | 看什么 | 怎样评 |", "|---|---|---|---|---|"]
        for group in level.groups:
            for number, leaf in enumerate(group.leaves):
                above = "" if number else group.name
                cells = (
                    above,
                    cards.get(leaf.name, leaf.name),
                    show_points(leaf.weight_cp),
                    leaf.explain,
                    _how(leaf, catalog),
                )
                lines.append(f"| {' | '.join(cells)} |")
    total = show_points(sum(leaf.weight_cp for _, _, leaf in framework.rows()))
    lines += ["", f"合计 {total} 分。"]
    lines += things_line("分值和要求来自参数", parameters_of_framework(framework, place))
    lines += things_line("用它的评分表", forms_of_framework(framework, place))
    lines += [
        "",
        f"空白评分表 `wenxiao template evaluation_scores --framework {framework.id} -o 评分表.xlsx`，填好后 `wenxiao score 评分表.xlsx`。",
    ]
    return "\n".join(lines) + "\n"


def _how(leaf: Leaf, catalog: Catalog) -> str:
    parts = [
        f"算式：{leaf.formula.text}" if leaf.formula else None,
        leaf.standard and leaf.standard.rstrip("。"),
    ]
    parts += ["要点：" + "；".join(leaf.points) if leaf.points else None]
    parts += [basis_link(basis, catalog) for basis in leaf.basis]
    return "。".join(part for part in parts if part) + "。"
