"""The library of a place: the rulebook's cards with what the place added and decided laid over them.

Reading it costs one small query; the cards themselves are kept for a rulebook version and a state of the site's cards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Max, Sum

from wenxiao.core.indicators import Card, Evidence, plain_name
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.accounts.scope import appointments, body_scope
from wenxiao.web.indicators.acts import ACTIVE, DECLINED, MERGED, PROPOSED, RETIRED
from wenxiao.web.indicators.models import SiteCard
from wenxiao.web.rulebook import rulebook

OWN = "local."  # how the number of a card of the place's own begins
WITHOUT_FIELD = "其他"
FROM_A_FILING = {
    PROPOSED: "本地填报中使用，待绩效科批准", DECLINED: "本地填报中使用，绩效科没有采纳", MERGED: "本地填报中使用",
    ACTIVE: "本地填报中使用，由绩效科批准入库", RETIRED: "本地填报中使用，曾由绩效科批准入库",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A card and how it stands in the place; ``site`` is what the place wrote about it, if anything."""

    card: Card
    state: str = ACTIVE
    site: SiteCard | None = None

    @property
    def version(self) -> int:
        """Give the version that a change must name; 0 where the place has not touched the card."""
        return self.site.version if self.site else 0


@dataclass(frozen=True)
class Library:
    """All cards of a place by number, and by every name they go under."""

    jurisdiction: str
    entries: dict[str, Entry]
    names: dict[str, list[Entry]] = field(default_factory=dict)

    def active(self) -> list[Card]:
        """Give the cards in use: those that are searched first and recommended."""
        return [entry.card for entry in self.entries.values() if entry.state == ACTIVE]

    def named(self, name: str) -> Entry | None:
        """Give the card that a name stands for: one in use, by its name or an alias, before all others."""
        found = self.names.get(plain_name(name), [])
        return min(found, key=lambda entry: RANK[entry.state], default=None)


_KEPT: dict[str, tuple[Any, Library]] = {}
RANK = {ACTIVE: 0, PROPOSED: 1, RETIRED: 2, MERGED: 3, DECLINED: 4}


def library_of(jurisdiction: str) -> Library:
    """Give the library of a place."""
    mine = SiteCard.objects.filter(jurisdiction=jurisdiction)
    stand = mine.aggregate(n=Count("pk"), acts=Sum("version"), last=Max("changed_at"))
    key = (rulebook().catalog.version, *stand.values())
    kept = _KEPT.get(jurisdiction)
    if kept is not None and kept[0] == key:
        return kept[1]
    made = _laid_over(jurisdiction, mine.select_related("body", "filing").defer("filing__content"))
    _KEPT[jurisdiction] = (key, made)
    return made


def library_for(user: User) -> Library:
    """Give the library of the place a person works in; the nation's to people without a place."""
    return library_of(code_of(user))


def code_of(user: User) -> str:
    """Give the code of the place a person works in."""
    held = appointments(user)
    return jurisdiction_of(held[0].body) if held else "cn"


def place_of(jurisdiction: str) -> Body | None:
    """Give the body that is a place."""
    return Body.objects.filter(kind=Body.Kind.JURISDICTION, code=jurisdiction).first()


def seen_by(user: User, library: Library) -> list[Entry]:
    """Give the cards a person may see: all but proposals and refused ones of bodies outside the person's scope."""
    private = [e for e in library.entries.values() if e.site and e.state in {PROPOSED, DECLINED}]
    if not private:
        return list(library.entries.values())
    seen = in_scope(user, library)
    hidden = {e.card.id for e in private if e.site.pk not in seen}
    return [e for key, e in library.entries.items() if key not in hidden]


def in_scope(user: User, library: Library) -> set[int]:
    """Give the site cards of bodies within the person's scope: of these the person may know who proposed them."""
    mine = SiteCard.objects.filter(body_scope(user, rulebook().roles), jurisdiction=library.jurisdiction)
    return set(mine.values_list("pk", flat=True))


def _laid_over(jurisdiction: str, rows: Iterable[SiteCard]) -> Library:
    cards = dict(rulebook().catalog.place(jurisdiction).indicators)
    told = {row.card: row for row in rows}
    cards |= {row.card: own_card(row) for row in told.values() if row.own}
    aliases: dict[str, list[str]] = {}
    for row in told.values():
        if row.state == MERGED:
            aliases.setdefault(_end(row, told), []).append(str(row))
    entries = {}
    for key, card in cards.items():
        site = told.get(key)
        if key in aliases:
            card = card.model_copy(update={"aliases": (*card.aliases, *aliases[key])})  # noqa: PLW2901
        entries[key] = Entry(card, site.state if site else ACTIVE, site)
    names: dict[str, list[Entry]] = {}
    for entry in entries.values():
        for name in entry.card.keys:
            names.setdefault(name, []).append(entry)
    return Library(jurisdiction, entries, names)


def _end(row: SiteCard, told: dict[str, SiteCard]) -> str:
    """Give the card at which a chain of merged ones ends."""
    seen = {row.card}
    while row.into in told and told[row.into].state == MERGED and row.into not in seen:
        row = told[row.into]
        seen.add(row.card)
    return row.into


def own_card(row: SiteCard) -> Card:
    """Give a site card in the shape of the rulebook's; what nobody stated stays missing."""
    given = {key: value for key, value in row.content.items() if value not in (None, "")}
    return Card.model_validate({
        "field": WITHOUT_FIELD, "level1": "", "level2": "", "explain": "", "status": "local_seen",
        "evidence": Evidence(kind="local", words=FROM_A_FILING[row.state]),
        "place": row.jurisdiction, **given, "id": row.card,
    })  # fmt: skip
