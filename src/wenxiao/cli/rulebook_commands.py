"""``rule``, ``param``, ``source``: what the rulebook says, found by id or by words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Annotated, Any

import typer

from wenxiao.cli.options import AllowCode, AsOf, Format, FormatOption, Jurisdiction, Rulebook
from wenxiao.cli.output import say, say_json
from wenxiao.cli.session import Session
from wenxiao.core.calendar import show_date
from wenxiao.core.parameters import Parameter
from wenxiao.core.place import Place
from wenxiao.core.rules.model import SEVERITY_LABEL, Rule
from wenxiao.core.sources import STATUS_LABEL, Source
from wenxiao.core.uses import forms_of_rule, parameters_of_rule, users_of_parameter, users_of_source

Words = Annotated[
    list[str] | None, typer.Argument(metavar="[ID or WORDS]", help="编号或几个词；不写列出全部")
]

KIND_LABEL = {
    "rule": "规则", "parameter": "参数", "form": "表单", "framework": "评价指标体系", "indicator": "指标", "figure": "报告数",
}  # fmt: skip


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("rule", help="查规则：查什么、依据、改法、案例。")(rule)
    app.command("param", help="查参数：各年取值、依据、状态、谁在用。")(param)
    app.command("source", help="查制度：文号、日期、知道多少、谁引用。")(source)


def rule(
    words: Words = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    form: FormatOption = Format.text,
    rulebook: Rulebook = None,
    allow_code: AllowCode = False,
) -> None:
    """Show rules."""
    session, place = start(jurisdiction, rulebook, as_of, allow_code=allow_code)
    found = [r for r in place.rules.values() if meets(words, r.id, r.title, r.summary, *r.basis)]
    if form is Format.json:
        say_json([_rule_json(r) for r in found])
        return
    for told in found:
        if len(found) > 1:
            say(f"{told.id:<46}{SEVERITY_LABEL[told.severity]}  {told.title}")
        else:
            _print_rule(told, session, place)
    count_found(found, "条规则", words)


def param(
    words: Words = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    form: FormatOption = Format.text,
    rulebook: Rulebook = None,
) -> None:
    """Show parameters with their history."""
    session, place = start(jurisdiction, rulebook, as_of)
    found = [p for p in place.parameters.values() if meets(words, p.name, p.label, p.help or "")]
    if form is Format.json:
        say_json([p.model_dump(mode="json", by_alias=True, exclude={"file"}) for p in found])
        return
    for told in found:
        _print_parameter(told, session, place, full=len(found) == 1)
    count_found(found, "个参数", words)


def source(
    words: Words = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    form: FormatOption = Format.text,
    rulebook: Rulebook = None,
) -> None:
    """Show legal sources and who cites them."""
    session, place = start(jurisdiction, rulebook, as_of)
    found = [
        s
        for s in session.catalog.sources.values()
        if meets(words, s.id, s.title, s.number or "", s.issuer or "", s.scope or "", s.note or "")
    ]
    if form is Format.json:
        say_json([s.model_dump(mode="json", exclude_none=True) for s in found])
        return
    for told in found:
        say(f"{told.id:<22}{told.short}  {told.title}")
        if len(found) == 1:
            _print_source(told, place, session)
    count_found(found, "个文件", words)


def start(
    jurisdiction: str | None, rulebook: Any, as_of: str | None = None, *, allow_code: bool = False
) -> tuple[Session, Place]:
    """Give the rulebook as one command sees it, and the place that was asked for."""
    session = Session.start(jurisdiction, as_of, rulebook or (), allow_code=allow_code)
    return session, session.catalog.place(session.jurisdiction)


def meets(words: Iterable[str] | None, *texts: str) -> bool:
    """Tell whether every word occurs in the texts; no words, everything."""
    everything = " ".join(texts).lower()
    return all(word.lower() in everything for word in words or ())


def count_found(found: Sequence[Any], what: str, words: list[str] | None) -> None:
    """Say how many were found, or what to do when nothing was."""
    if not found:
        say(f"没有找到与“{' '.join(words or [])}”有关的内容，请换个词试试。")
    elif len(found) > 1:
        say(f"共 {len(found)} {what}。")


def _rule_json(told: Rule) -> dict[str, Any]:
    cases = [{"name": c.name, "speaks": c.speaks, "rows": list(c.rows)} for c in told.cases]
    return {
        "id": told.id,
        "title": told.title,
        "table": told.table,
        "severity": told.severity,
        "basis": list(told.basis),
        "hint": told.hint,
        "summary": told.summary,
        "cases": cases,
    }


def _print_rule(told: Rule, session: Session, place: Place) -> None:
    say(f"{told.id}  {told.title}（{SEVERITY_LABEL[told.severity]}）")
    say(f"  {told.summary.replace(chr(10), chr(10) + '  ')}")
    say(f"  查的表  {told.table}")
    for basis in told.basis:
        say(f"  依据    {session.catalog.cite(basis)}")
    say(f"  改法    {told.hint}")
    for parameter in parameters_of_rule(told, place):
        value = place.parameters[parameter.id].in_force(session.as_of)
        say(f"  参数    {parameter.id}  {parameter.label}：{value.value if value else '本级没有取值'}")
    for form in forms_of_rule(told, place):
        say(f"  表单    {form.id}  {form.label}")
    for case in told.cases:
        rows = "；".join("，".join(f"{k}＝{v}" for k, v in row.items()) for row in case.rows)
        say(f"  案例    {'应指出' if case.speaks else '不应指出'}「{case.name}」 {rows}")


def _print_parameter(told: Parameter, session: Session, place: Place, *, full: bool) -> None:
    now = told.in_force(session.as_of)
    say(
        f"{told.name:<40}{told.label}：{now.value if now else '本级没有取值'}{' ' + told.unit if told.unit and now else ''}"
    )
    if not full:
        return
    if told.help:
        say(f"  说明  {told.help}")
    for value in told.values:
        mark = STATUS_LABEL[value.status] + (
            "，本地已采用" if value.adopt else "，未采用不生效" if told.is_off(value) else ""
        )
        shown = "停用" if value.value is None else value.value
        basis = session.catalog.cite(value.basis)
        say(f"  {show_date(value.since)}起  {shown}  （{mark}；{basis}；区划 {value.place}）")
        for word in (value.scope, value.note):
            if word:
                say(f"        {word}")
    users = [f"{thing.id}  {thing.label}".strip() for thing in users_of_parameter(told.name, place)]
    for user in users or ["目前没有规则、报告或体系使用"]:
        say(f"  使用  {user}")


def _print_source(told: Source, place: Place, session: Session) -> None:
    facts = {
        "发文机关": told.issuer,
        "印发": told.issued_shown,
        "施行": told.in_force,
        "废止": told.repealed,
        "效力": None if told.level in {"report", "practice"} else _force(told, session),
        "适用": told.scope,
        "了解程度": "见过公开页面" if told.known == "seen" else "凭行业常识，待核对原文",
        "把握": {"high": "高", "medium": "中", "low": "低"}[told.confidence],
        "说明": told.note,
        "网址": told.address,
    }
    for label, value in facts.items():
        if value is not None:
            say(f"  {label}  {value}")
    for thing in users_of_source(told.id, place):
        say(f"  引用  {KIND_LABEL[thing.kind]} {thing.id}  {thing.label}")


def _force(told: Source, session: Session) -> str | None:
    """Say whether a document was in force on the day; None while the day it took effect is not known."""
    day, begun = session.as_of, told.in_force
    if told.repealed and day >= told.repealed:
        return f"{show_date(day)}已废止"
    if begun is None:
        return None
    return f"{show_date(day)}{'有效' if day >= begun else '尚未施行'}"
