"""``form`` and ``framework``: what the rulebook says of them, found by id or by words."""

from __future__ import annotations

from collections.abc import Callable

import typer

from wenxiao.cli.options import AllowCode, AsOf, Format, FormatOption, Jurisdiction, Rulebook
from wenxiao.cli.output import say, say_json, say_table
from wenxiao.cli.rulebook_commands import Words, count_found, meets, start
from wenxiao.cli.session import Session
from wenxiao.core.calendar import show_date
from wenxiao.core.forms.model import Field, Form
from wenxiao.core.frameworks import Framework
from wenxiao.core.place import Place
from wenxiao.core.points import show_points
from wenxiao.core.sources import STATUS_LABEL, Basis
from wenxiao.core.uses import Thing, frameworks_of_form, offered, parameters_of_framework, rules_of_form


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("form", help="查表单：栏目、各版表样、依据、填表指引、检查它的规则。")(form)
    app.command("framework", help="查评价指标体系：指标、分值、算式或标准、依据。")(framework)


def form(
    words: Words = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    output: FormatOption = Format.text,
    rulebook: Rulebook = None,
    allow_code: AllowCode = False,
) -> None:
    """Show forms; one found is shown whole, as it stands on the day."""
    session, place = start(jurisdiction, rulebook, as_of, allow_code=allow_code)
    found = [f for f in place.forms.values() if meets(words, f.id, f.title, f.stage, *f.aliases, *_labels(f))]
    found = [f for f in found if words and " ".join(words) in {f.id, f.title}] or found
    if output is Format.json:
        say_json(
            [f.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"file"}) for f in found]
        )
    elif len(found) == 1:
        _print_form(found[0], session, place)
    else:
        say_table(
            ("编号", "表单", "阶段", "表样"),
            [(f.id, f.title, f.stage, show_date(f.at(session.as_of).version)) for f in found],
        )
        count_found(found, "张表单", words)


def _labels(told: Form) -> list[str]:
    return [field.label for section in told.sections for field in section.fields]


def _print_form(whole: Form, session: Session, place: Place) -> None:
    told, cite = offered(whole.at(session.as_of), place), session.catalog.cite
    say(f"{told.id}  {told.title}（{STATUS_LABEL[told.status]}，{show_date(told.version)}的表样）")
    if told.help:
        say(f"  {told.help}")
    for basis in told.basis:
        say(f"  依据  {cite(basis)}")
    for guide in told.guides:
        source = session.catalog.sources.get(Basis.parse(guide).source)
        scope = f"（适用 {source.scope}）" if source and source.scope else ""
        say(f"  指引  {cite(guide)}{scope}")
    for version in whole.versions:
        mark = "" if version.since <= session.as_of else "（还未起用）"
        say(
            f"  版本  {show_date(version.since)}起{mark}：{version.note or '栏目有变'}（{'、'.join(map(cite, version.basis))}）"
        )
    for section in told.sections:
        say(f"  {section.label}")
        rows = [_field(field, cite) for field in (*section.fields, *section.footer)]
        say_table(("栏目", "字段", "", "可填", "说明"), rows, widest=40)
    _print_things("体系", frameworks_of_form(whole, place))
    _print_things("规则", rules_of_form(whole, place))


def _field(told: Field, cite: Callable[[str], str]) -> tuple[str, ...]:
    words = told.help or (f"见 {cite(told.guide)}" if told.guide else "")
    return (
        told.label,
        told.id,
        "必填" if told.required else "",
        "、".join((*told.choices, *told.suggest)),
        words,
    )


def framework(
    words: Words = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    output: FormatOption = Format.text,
    rulebook: Rulebook = None,
    allow_code: AllowCode = False,
) -> None:
    """Show evaluation frameworks; one found is shown whole with its weights."""
    session, place = start(jurisdiction, rulebook, as_of, allow_code=allow_code)
    found = [
        f for f in place.frameworks.values() if f.version <= session.as_of
        if meets(words, f.id, f.title, f.label, f.scope or "", *(leaf.name for _, _, leaf in f.rows()))
    ]  # fmt: skip
    found = [f for f in found if words and " ".join(words) in {f.id, f.title, f.label}] or found
    if output is Format.json:
        say_json([f.model_dump(mode="json", exclude_none=True, exclude={"file"}) for f in found])
    elif len(found) == 1:
        _print_framework(found[0], session, place)
    else:
        rows = [
            (
                f.id,
                f.title,
                "＋".join(f"{lv.name} {show_points(f.weight_of(lv.name))}" for lv in f.levels),
                STATUS_LABEL[f.status],
            )
            for f in found
        ]
        say_table(("编号", "评价指标体系", "一级分值", "性质"), rows, widest=60)
        count_found(found, "个评价指标体系", words)


def _print_framework(told: Framework, session: Session, place: Place) -> None:
    cite = session.catalog.cite
    say(f"{told.id}  {told.label}（{STATUS_LABEL[told.status]}，{show_date(told.version)}起）")
    for label, text in (("说明", told.help), ("适用", told.scope)):
        if text:
            say(f"  {label}  {text}")
    for basis in told.basis:
        say(f"  依据  {cite(basis)}")
    for demand in told.requires:
        say(
            f"  要求  {'、'.join(demand.of)} 合计 {show_points(told.weight_of(*demand.of))} 分，满足参数 {demand.at_least}"
        )
    _print_things("参数", parameters_of_framework(told, place))
    rows = []
    above: tuple[str, str] = ("", "")
    for level, group, leaf in told.rows():
        mine = (f"{level.name} {show_points(told.weight_of(level.name))}", group.name)
        rows.append(
            (
                mine[0] if mine[0] != above[0] else "",
                mine[1] if mine != above else "",
                leaf.name,
                show_points(leaf.weight_cp),
                leaf.how,
            )
        )
        above = mine
    say_table(("一级", "二级", "三级", "分值", "怎样评"), rows, widest=70)
    total = show_points(sum(leaf.weight_cp for _, _, leaf in told.rows()))
    say(f"合计 {total} 分。评分表模板：")
    say(f"  wenxiao template evaluation_scores --framework {told.id} -o 评分表.xlsx")


def _print_things(label: str, things: list[Thing]) -> None:
    for thing in things:
        say(f"  {label}  {thing.id}  {thing.label}")
