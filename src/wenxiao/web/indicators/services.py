"""The only way to change the library of a place: propose, and the acts of the rulebook's ``library.yaml``.

Each act writes one event with the card before and after, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from wenxiao.core.documents import Json
from wenxiao.core.errors import NotFoundError, WenxiaoError
from wenxiao.core.indicators import plain_name
from wenxiao.core.workflow.model import Transition
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.accounts.scope import holders, roles_at, standing_in
from wenxiao.web.filings.models import Filing, Notice
from wenxiao.web.filings.notices import KEPT
from wenxiao.web.filings.services import NotAllowedError
from wenxiao.web.indicators.acts import ACTIVE, APPROVE, MERGE, PROPOSE, RETIRED, acts
from wenxiao.web.indicators.cards import OWN, Entry, library_of, place_of
from wenxiao.web.indicators.models import SiteCard
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

PAGE = "indicator_card"  # where a card is decided
LONGEST = 100  # characters of a name: it is part of the card's number
COMPLETED = (
    "field",
    "unit",
    "direction",
    "explain",
    "formula",
    "data_source",
    "standard",
)  # by whoever approves


class DuplicateCardError(WenxiaoError):
    """There is such a card already; the text names it."""


@dataclass
class StaleCardError(WenxiaoError):
    """Someone else acted on the card meanwhile; nothing was changed."""

    name: str
    read: int
    stored: int
    status = 409

    def __str__(self) -> str:
        """Give the sentence."""
        return (
            f"“{self.name}”已由他人办理到第 {self.stored} 版，您看到的是第 {self.read} 版，没有覆盖它；"
            "请看过现在的情况和办理记录，需要办理的再办一次。"
        )


def propose(user: User, filing: Filing, row: Json, more: Mapping[str, Any]) -> SiteCard:
    """Propose the indicator of a filing's row for the library of the filing's place.

    Raises NotAllowedError when the person does not file for that body, DuplicateCardError when the
    library has the name, WenxiaoError for a row without a usable name.
    """
    name = str(row.get("level3") or "").strip()
    key = plain_name(name) if name else ""
    if not key or len(key) > LONGEST:
        raise WenxiaoError(
            f"指标名称须有 1 到 {LONGEST} 个字，这一行是“{name[:30]}”，请在表里改好名称再提出。"
        )
    step = acts().acts[PROPOSE]
    _demand_role(user, filing.body, step)
    jurisdiction = jurisdiction_of(filing.body)
    content = {
        "name": name, "level1": row.get("level1"), "level2": row.get("level2"), "unit": row.get("unit"),
        "data_source": row.get("data_source"), "example": row.get("target"), **more,
    }  # fmt: skip
    content = {k: str(v).strip() for k, v in content.items() if v is not None and str(v).strip()}
    with recording():
        known = library_of(jurisdiction).named(name)
        if known is not None and known.state not in step.sources:
            raise DuplicateCardError(_taken(name, known))
        kept = _locked(jurisdiction, OWN + key)
        before = _told(kept)
        card = kept or SiteCard(jurisdiction=jurisdiction, card=OWN + key, version=0)
        card.body, card.filing, card.proposed_by, card.content = filing.body, filing, user, content
        _write(user, card, step, before, "")
        _tell_deciders(user, card)
    return card


def act(
    user: User, jurisdiction: str, name: str, step: str, *, read_version: int, opinion: str = "", into: str = "",
    content: Mapping[str, str] | None = None,
) -> SiteCard:  # fmt: skip
    """Take an act on a card. ``into`` is the card it is merged with, ``content`` completes it on approval.

    Raises NotFoundError, NotAllowedError, StaleCardError; WenxiaoError for a merge that leads nowhere.
    """
    place = place_of(jurisdiction)
    with recording():
        library = library_of(jurisdiction)
        entry = library.entries.get(name)
        if place is None or entry is None:
            raise NotFoundError("指标库里没有这张卡片，请回到清单重新查找。")
        taken = acts().acts.get(step)
        if taken is None or step == PROPOSE:
            raise NotAllowedError("没有这种办理，请在卡片页上选择。")
        _demand_role(user, place, taken)
        kept = _locked(jurisdiction, name)
        version, state = (kept.version, kept.state) if kept else (0, ACTIVE)
        if version != read_version:
            raise StaleCardError(entry.card.name, read_version, version)
        _demand_state(entry, state, taken, opinion)
        if step == MERGE:
            _demand_target(entry, library.entries.get(into))
        before = _told(kept)
        card = kept or SiteCard(
            jurisdiction=jurisdiction, card=name, own=False, body=place, version=0, content={"name": entry.card.name},
        )  # fmt: skip
        card.into = into if step == MERGE else ""
        if step == APPROVE and content:
            completed = {k: v.strip() for k, v in content.items() if k in COMPLETED}
            card.content = {k: v for k, v in {**card.content, **completed}.items() if v}
        _write(user, card, taken, before, opinion)
        _tell_proposer(user, card, taken, opinion)
    return card


def about(jurisdiction: str, card: str) -> str:
    """Give how events name a card."""
    return f"indicator:{jurisdiction}/{card}"


def _write(user: User, card: SiteCard, step: Transition, before: Json | None, opinion: str) -> None:
    card.state, card.version, card.changed_at = step.target, card.version + 1, timezone.now()
    card.reason = opinion.strip()
    try:
        with transaction.atomic():
            card.save()
    except IntegrityError:  # another made the row between our look and our write
        raise StaleCardError(str(card), card.version - 1, card.version) from None
    append(Event(
        about=about(card.jurisdiction, card.card), actor=user, act=step.id, at=card.changed_at, version=card.version,
        state=card.state, opinion=card.reason, content={"before": before, "after": _told(card)},
        rulebook=rulebook().catalog.version,
    ))  # fmt: skip


def _told(card: SiteCard | None) -> Json | None:
    if card is None:
        return None
    source = str(card.filing_id) if card.filing_id else None
    return {"state": card.state, "into": card.into, "content": dict(card.content), "filing": source}


def _locked(jurisdiction: str, name: str) -> SiteCard | None:
    return SiteCard.objects.select_for_update().filter(jurisdiction=jurisdiction, card=name).first()


def _taken(name: str, known: Entry) -> str:
    """Say which card has the name already, and what to do."""
    card, state = known.card, acts().states[known.state].label
    own = plain_name(name) == card.key
    goes = "" if own else f"，“{name}”是它的别名"
    if known.state == RETIRED:
        return f"指标库的“{card.name}”（{card.group}）已停用{goes}，没有重复提出；需要恢复的，请联系绩效科。"
    return f"指标库已有“{card.name}”（{card.group}，{state}）{goes}，没有重复提出；请直接用它。"


def _demand_role(user: User, body: Body, step: Transition) -> None:
    if not set(step.roles) & roles_at(user, body, rulebook().roles):
        who = "、".join(rulebook().roles[role].label for role in step.roles)
        raise NotAllowedError(f"“{step.label}”由“{body.name}”的{who}办理；请用有此角色的账号办理。")


def _demand_state(entry: Entry, state: str, step: Transition, opinion: str) -> None:
    if state not in step.sources:
        now = acts().states[state].label
        raise NotAllowedError(f"“{entry.card.name}”现在是“{now}”，不能办理“{step.label}”。")
    if "opinion" in step.requires and not opinion.strip():
        raise NotAllowedError(f"办理“{step.label}”须写明理由，请填写后再办理。")


def _demand_target(entry: Entry, target: Entry | None) -> None:
    if target is None or target.state != ACTIVE or target.card.id == entry.card.id:
        raise WenxiaoError(f"“{entry.card.name}”须并入另一个在用的指标，请从清单里选一个再办理。")


def _tell_deciders(user: User, card: SiteCard) -> None:
    """Tell those who may approve: what is proposed and where it is decided; not what the draft says besides."""
    known = rulebook().roles
    people = [u for role in acts().acts[APPROVE].roles for u in holders(card.body, role, known)]
    told = {u.pk: u for u in [*people, *standing_in(people)] if u.pk != user.pk}
    sentence = f"{card.body.name}提出新指标“{card}”，等您决定是否批准入库。"[:KEPT]
    address = reverse(PAGE, args=(card.card,))
    Notice.objects.bulk_create(
        Notice(user=u, filing=card.filing, sentence=sentence, address=address) for u in told.values()
    )


def _tell_proposer(user: User, card: SiteCard, step: Transition, opinion: str) -> None:
    if card.filing is None or card.proposed_by is None or card.proposed_by_id == user.pk:
        return
    said = f"，理由：{opinion.strip()}" if opinion.strip() else ""
    sentence = f"您提出的指标“{card}”已办理“{step.label}”，现在是“{acts().states[card.state].label}”{said}。"
    Notice.objects.create(user=card.proposed_by, filing=card.filing, sentence=sentence[:KEPT])
