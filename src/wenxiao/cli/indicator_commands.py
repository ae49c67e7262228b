"""``indicator``: the library found by words, recommended for a text, merged, counted, and a band for a target."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from wenxiao.cli.options import AllowCode, AsOf, Data, Format, FormatOption, Jurisdiction, Rulebook
from wenxiao.cli.output import say, say_json, say_table
from wenxiao.cli.session import Session, data_folder
from wenxiao.core.errors import InputError, NotFoundError
from wenxiao.core.indicators import DIRECTION_LABEL, Card
from wenxiao.core.sources import STATUS_LABEL

if TYPE_CHECKING:
    from wenxiao.analysis.library_use import Row

SHOWN = 30
Words = Annotated[
    list[str] | None, typer.Argument(metavar="[ID or WORDS]", help="编号或几个词；不写列出全部")
]
Recommend = Annotated[str | None, typer.Option("--recommend", help="项目名称和内容，按它推荐指标并说明理由")]
FieldName = Annotated[
    str | None, typer.Option("--field", help="领域，例如 环卫；与 --recommend 同用，或只列这个领域")
]
Duplicates = Annotated[bool, typer.Option("--duplicates", help="列出名称相近、可以合并的指标")]
UsePath = Annotated[list[Path] | None, typer.Option("--use", help="从这些文件或文件夹统计使用情况，可写多个")]
BandName = Annotated[
    str | None, typer.Option("--band", help="指标名称，与 --target 同用：看指标值与同类相比高低")
]
Target = Annotated[str | None, typer.Option("--target", help="要看的指标值，例如 ≥95%")]
Measure = Annotated[str | None, typer.Option("--unit", help="度量单位栏的内容")]
Filer = Annotated[str | None, typer.Option("--budget-unit", help="预算单位；它往年的值算历史，不算同类")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("indicator", help="查指标库：卡片、推荐、相近指标、使用情况、指标值区间。")(indicator)


def indicator(
    words: Words = None,
    recommend: Recommend = None,
    field: FieldName = None,
    duplicates: Duplicates = False,
    use: UsePath = None,
    band: BandName = None,
    target: Target = None,
    unit: Measure = None,
    budget_unit: Filer = None,
    jurisdiction: Jurisdiction = None,
    as_of: AsOf = None,
    data: Data = None,
    form: FormatOption = Format.text,
    rulebook: Rulebook = None,
    allow_code: AllowCode = False,
) -> None:
    """Show cards, or recommend, merge, count, or compare a target."""
    session = Session.start(jurisdiction, as_of, rulebook or (), allow_code=allow_code)
    cards = list(session.catalog.place(session.jurisdiction).indicators.values())
    _check_field(field, cards)
    if recommend is not None:
        _recommend(cards, recommend, field, form)
    elif band is not None:
        if not target:
            raise InputError("看区间要写指标值，请加 --target，例如 --band 居民满意度 --target ≥90%。")
        _band(session, band, target, _rows(session, use, data), unit, budget_unit, form)
    elif duplicates:
        _duplicates(cards, _rows(session, use, data) if use else [], form)
    elif use:
        _use([c for c in cards if field in {None, c.field}], _rows(session, use, data), form)
    else:
        _cards([c for c in cards if field in {None, c.field}], words, session, form)


def _check_field(field: str | None, cards: list[Card]) -> None:
    known = list(dict.fromkeys(c.field for c in cards if c.field))
    if field is not None and field not in known:
        raise NotFoundError(f"指标库没有“{field}”领域；现有：{'、'.join(known)}。")


def _rows(session: Session, paths: list[Path] | None, data: Path | None) -> list[Row]:
    from wenxiao.analysis.library_use import rows_of
    from wenxiao.core.facts.build import build_facts
    from wenxiao.core.judging import judge
    from wenxiao.exchange.reading import read_paths
    from wenxiao.exchange.workspace import open_workspace

    forms = session.catalog.place(session.jurisdiction).forms
    filings = read_paths(paths, forms).filings if paths else list(open_workspace(data_folder(data)).filings())
    facts = build_facts((f.content for f in session.placed(filings)), forms)
    return list(rows_of(judge(facts, session.catalog, as_of=session.as_of, only_rules=[]).facts()))


def _cards(cards: list[Card], words: list[str] | None, session: Session, form: Format) -> None:
    from wenxiao.analysis.library import search

    exact = [c for c in cards if words and " ".join(words) in {c.id, c.name}]
    found = exact or search(cards, words or [])
    if form is Format.json:
        say_json([c.model_dump(mode="json", exclude_none=True, exclude={"file"}) for c in found])
        return
    if len(found) == 1:
        print_card(found[0], session)
    elif found:
        rows = [
            (c.group, c.level2, c.name, c.unit or "—", DIRECTION_LABEL[c.direction], STATUS_LABEL[c.status])
            for c in found
        ]
        say_table(("领域", "二级指标", "指标", "单位", "方向", "性质"), rows)
        say(f"共 {len(found)} 个指标；写全名称看卡片。")
    else:
        say(f"指标库里没有与“{' '.join(words or [])}”有关的指标，请换个词，或用 --recommend 写项目内容。")


def print_card(card: Card, session: Session) -> None:
    """Print a card; what is not known is said to be unknown."""
    unknown = "未知"
    say(f"{card.name}（{card.group}，{STATUS_LABEL[card.status]}）")
    evidence = card.evidence
    told = {
        "编号": card.id,
        "层级": f"{card.level1} → {card.level2}",
        "含义": card.explain,
        "算式": card.formula or ("" if card.counted else unknown),
        "口径": card.counted or "",
        "单位": card.unit or ("不适用" if card.kind == "qualitative" else unknown),
        "方向": "工作量，不分好坏" if card.workload else DIRECTION_LABEL[card.direction],
        "评价标准": card.standard or unknown,
        "数据来源": card.data_source or unknown,
        "关键词": "、".join((*card.keywords, *card.field_keywords)),
        "说明": card.note or "",
        "见于": "同类项目常用，没有具体出处" if evidence is None else "，".join(
            part for part in (evidence.source and session.catalog.cite(evidence.source), evidence.words, evidence.address) if part
        ),
        "体系": card.framework or "",
        "采用": "；".join(f"{a.place}（{session.catalog.cite(a.basis)}）" for a in card.adopted),
    }  # fmt: skip
    for label, value in told.items():
        if value:
            say(f"  {label}{'　' * (4 - len(label))}  {value}")


def _recommend(cards: list[Card], text: str, field: str | None, form: Format) -> None:
    from wenxiao.analysis.library import recommend

    found = recommend(cards, text, field)
    if form is Format.json:
        say_json(
            [
                {
                    "id": r.card.id,
                    "name": r.card.name,
                    "field": r.card.field,
                    "words": r.words,
                    "reasons": r.reasons,
                }
                for r in found
            ]
        )
        return
    if not found:
        say("指标库里没有与这段内容相配的指标，请写得具体些（做什么、对象是谁），或用 --field 指明领域。")
        return
    rows = [(r.card.level2, r.card.name, r.card.unit, r.card.group, "；".join(r.reasons)) for r in found]
    say_table(("二级指标", "指标", "单位", "领域", "为什么推荐"), rows, widest=60)
    say(f"推荐 {len(found)} 个，按相配程度排列；指标值请按本项目的任务量和往年水平确定。")


def _duplicates(cards: list[Card], rows: list[Row], form: Format) -> None:
    from wenxiao.analysis.library_merge import merge_groups

    groups = merge_groups(cards, rows)
    if form is Format.json:
        say_json(
            [{"keep": g.keep.name, "others": [m.name for m in g.others], "advice": g.advice} for g in groups]
        )
        return
    for number, group in enumerate(groups, start=1):
        say(f"{number}. 保留「{group.keep.name}」（{group.keep.where}）")
        for member in group.others:
            say(f"     合并「{member.name}」（{member.where}）")
        say(f"     {group.advice}")
    say(f"共 {len(groups)} 组相近的指标。" if groups else "没有名称相近、可以合并的指标。")


def _use(cards: list[Card], rows: list[Row], form: Format) -> None:
    from wenxiao.analysis.library_use import uses

    told, wanted = uses(cards, rows)
    if form is Format.json:
        say_json({
            "used": [{"id": u.card.id, "filings": len(u.filings), "budget_units": len(u.budget_units), "results": u.results,
                      "measured": u.measured, "met": u.met, "facts": u.facts, "advice": u.advice} for u in told],
            "wanted": [vars(w) for w in wanted],
        })  # fmt: skip
        return
    used = [u for u in told if u.filings]
    say_table(("指标", "领域", "份数", "单位数", "填了完成值", "完成"),
              [(u.card.name, u.card.group, len(u.filings), len(u.budget_units), u.measured, u.met) for u in used[:SHOWN]])  # fmt: skip
    more = f"，上面列出用得最多的 {SHOWN} 个" if len(used) > SHOWN else ""
    say(f"指标库 {len(told)} 个指标，用过 {len(used)} 个{more}。")
    advised = [use for use in told if use.advice]
    for use in (use for use in advised if use.filings):
        say(f"  「{use.card.name}」{use.advice}（{use.facts}）")
    for group in dict.fromkeys(use.card.group for use in advised if not use.filings):
        idle = [use for use in advised if use.card.group == group and not use.filings]
        say(f"  {group}领域的「{'」「'.join(use.card.name for use in idle)}」：{idle[0].advice}")
    for name in wanted[:SHOWN]:
        say(f"  「{name.name}」不在指标库，{name.budget_units} 家单位用了 {name.rows} 次，可以考虑纳入。")


def _band(
    session: Session,
    name: str,
    target: str,
    rows: list[Row],
    unit: str | None,
    budget_unit: str | None,
    form: Format,
) -> None:
    from wenxiao.analysis.target_band import LEAST_PEERS, band, show
    from wenxiao.core.calendar import Clock

    clock = Clock(session.as_of.year, session.as_of)
    least = session.catalog.place(session.jurisdiction).parameters.at(clock).find("goal.peer_count")
    told = band(name, target, rows, unit=unit, budget_unit=budget_unit, least=int(least or LEAST_PEERS))
    if form is Format.json:
        say_json(vars(told))
        return
    if told.quartiles:
        heads = ("同类个数", "单位数", "最小", "四分之一位", "中位", "四分之三位", "最大")
        say_table(heads, [(told.peers, told.budget_units, *(show(v, told.measure) for v in told.quartiles))])
    for year, value in told.own:
        say(f"  本单位 {year} 年  {show(value, told.measure)}")
    say(told.verdict)
    if told.left_out:
        say(f"  另有 {told.left_out} 个同名的因单位、种类不同或读数没有把握，没有计入。")
