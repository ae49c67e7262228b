"""What stands beside a target while a form is filled: recommended indicators, the band of peers, last year's values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from wenxiao.analysis.library import recommend
from wenxiao.analysis.target_band import Band, show
from wenxiao.core.documents import Json, get_path
from wenxiao.core.forms.model import Form, Section
from wenxiao.core.indicators import Card, plain_name
from wenxiao.core.sources import STATUS_LABEL
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import User
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.visible import visible
from wenxiao.web.indicators.bands import Peers, Picture, picture
from wenxiao.web.indicators.cards import Library, library_of
from wenxiao.web.indicators.filed import adopted, catch_up
from wenxiao.web.indicators.models import FiledIndicator

SETS_TARGETS = "goal"  # the stage whose forms choose indicators; later ones take them over
ASKED = {"level3", "target"}  # columns of a table of indicators
RECOMMENDED = 6
COPIED = {
    "level1": "level1",
    "level2": "level2",
    "level3": "name",
    "unit": "unit",
    "data_source": "data_source",
}


@dataclass(frozen=True)
class Offer:
    """One recommended indicator and what a new row of the form would say; the target is left to the filer."""

    card: Card
    mark: str
    example: str
    why: str
    values: dict[str, str]


@dataclass(frozen=True)
class Before:
    """What the same project filed for the same indicator the year before; None where it did not."""

    target: str | None
    actual: str | None


@dataclass(frozen=True)
class RowAid:
    """The aids of one row."""

    number: int
    name: str
    target: str
    card: Card | None
    band: Band
    picture: Picture | None
    before: Before | None


@dataclass(frozen=True)
class Aids:
    """All aids of a form: rows are those asked for; ``lacking`` says in words why there is nothing of last year."""

    section: Section
    offers: list[Offer]
    rows: list[RowAid]
    year: int
    lacking: str
    chooses: bool


def tables_of(form: Form) -> list[Section]:
    """Give the tables of a form that ask for indicators with targets, the year's own first."""
    found = [s for s in form.tables() if {f.id for f in s.fields} >= ASKED]
    return sorted(found, key=lambda section: section.id != "indicators")


def aids_of(
    user: User, filing: Filing, form: Form, content: Json, at: tuple[str, int] | None = None
) -> Aids | None:
    """Give the aids for what a form says now: for one row, or for all of its table; none for a form without indicators.

    The number of queries does not depend on the rows. Peers are counted, never named.
    """
    tables = tables_of(form)
    if not tables:
        return None
    catch_up()
    section = next((s for s in tables if at and s.id == at[0]), tables[0])
    rows = [row for row in content.get(section.id) or [] if isinstance(row, dict)]
    asked = [(n, row) for n, row in enumerate(rows) if row.get("level3") and (at is None or n == at[1])]
    jurisdiction, year = jurisdiction_of(filing.body), filing.fiscal_year
    library = library_of(jurisdiction)
    offers = recommended(library, form, content, tables)
    names = {n: _keys(library, str(row["level3"])) for n, row in asked}
    wanted = {key for keys in names.values() for key in keys} | {k for card, _ in offers for k in card.keys}
    peers = Peers(jurisdiction, wanted, year)
    before, lacking = _last_year(user, filing)
    told = []
    for number, row in asked:
        name, target, unit = (str(row.get(key) or "") for key in ("level3", "target", "unit"))
        found = peers.band(name, names[number], target, unit or None, str(filing.body_id))
        entry = library.named(name)
        told.append(RowAid(
            number, name, target, entry.card if entry else None, found, picture(found), _before(before, names[number]),
        ))  # fmt: skip
    shown = [_offer(card, why, section, peers, filing) for card, why in offers]
    return Aids(section, shown, told, year, lacking, form.stage == SETS_TARGETS)


def recommended(
    library: Library, form: Form, content: Json, tables: Collection[Section]
) -> list[tuple[Card, str]]:
    """Give the cards in use that fit what the form says and that it does not have yet, each with the reason.

    None where the form reports on a goal: its indicators are the goal's.
    """
    if form.stage != SETS_TARGETS:
        return []
    rows = [row for section in tables for row in content.get(section.id) or [] if isinstance(row, dict)]
    there = {plain_name(str(row["level3"])) for row in rows if row.get("level3")}
    satisfied = any(str(row.get("level1") or "").startswith("满意度") for row in rows)
    cards = library.active()
    field = content.get("field")
    known = field if any(card.field == field for card in cards) else None
    found = recommend(cards, _text(form, content, tables), known, limit=RECOMMENDED, without=there)
    found = [
        told for told in found if told.strength or not satisfied
    ]  # without strength: only to have a satisfaction
    return [(told.card, "；".join(told.reasons)) for told in found]


def new_row(card: Card, section: Section) -> dict[str, str]:
    """Give the values a new row takes from a card: the columns the table has; never the target."""
    columns = {f.id for f in section.fields}
    told = {column: getattr(card, name) for column, name in COPIED.items() if column in columns}
    return {column: str(value) for column, value in told.items() if value}


def _offer(card: Card, why: str, section: Section, peers: Peers, filing: Filing) -> Offer:
    band = peers.spread(card.name, card.keys, str(filing.body_id))
    if card.example:
        example = card.example
    elif band.quartiles is not None:
        example = f"同类 {band.peers} 个的中位 {show(band.quartiles[2], band.measure)}"
    else:
        example = "未知，同类不足；按本项目的任务量和往年水平定"
    return Offer(card, STATUS_LABEL[card.status], example, why, new_row(card, section))


def _text(form: Form, content: Json, tables: Collection[Section]) -> str:
    """Give what the form says about what is done: its name, its goals, what the money is for."""
    told = [get_path(content, "subject.name")]
    told += [get_path(content, f.id) for f in form.scalar_fields() if f.type == "longtext"]
    for section in form.tables():
        if section not in tables:
            words = [f.id for f in section.fields if f.type in {"text", "longtext"}]
            rows = [row for row in content.get(section.id) or [] if isinstance(row, dict)]
            told += [row.get(name) for row in rows for name in words]
    return "。".join(str(part) for part in told if part)


def _keys(library: Library, name: str) -> frozenset[str]:
    """Give every name under which the same indicator may have been filed: the card's, its aliases', the row's own."""
    entry = library.named(name)
    return (entry.card.keys if entry else frozenset()) | {plain_name(name)}


def _last_year(user: User, filing: Filing) -> tuple[list[FiledIndicator], str]:
    """Give what the same project's adopted filings of the year before say, within the person's scope; or why nothing."""
    if not filing.subject_code:
        return [], "没有填对象编码，找不到上年的同一个对象。"
    mine = FiledIndicator.objects.filter(
        adopted(), filing__in=visible(user).values("pk"), filing__body__path__startswith=_top(filing),
        subject_code=filing.subject_code, fiscal_year=filing.fiscal_year - 1,
    )  # fmt: skip
    found = list(mine.order_by("filing__holder_since", "pk"))
    return found, "" if found else f"上年没有：{filing.fiscal_year - 1} 年没有这个对象审定的目标和自评。"


def _top(filing: Filing) -> str:
    """Give the path of the place: two places may use the same project code."""
    return f"{filing.body.path.split('/', 1)[0]}/"


def _before(found: Iterable[FiledIndicator], keys: Collection[str]) -> Before | None:
    target = actual = None
    same = [row for row in found if row.key in keys]
    for row in same:
        target = row.target or target if row.stage == "goal" or target is None else target
        actual = row.actual or actual
    return Before(target, actual) if same else None
