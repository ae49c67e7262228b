"""The indicator library (指标库): common indicators and those of a field (领域), a card each.

A card says only what is known; what nobody has stated is missing, never filled in. A file of
``rulebook/*/indicators/`` holds the cards of one field, or takes the common ones from a framework.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ConfigDict

from wenxiao.core.sources import Status

if TYPE_CHECKING:
    from wenxiao.core.frameworks import Framework

_STRICT = ConfigDict(frozen=True, extra="forbid")
_ASIDE = re.compile(r"[（(][^（）()]*[）)]")
_NOISE = re.compile(r"[\W_]+")
DIRECTION_LABEL = {"higher": "越大越好", "lower": "越小越好", "equal": "等于目标为好", None: "未定"}


class Evidence(BaseModel):
    """Where an indicator was met: a source of the register, or a public page with its address."""

    model_config = _STRICT

    kind: Literal["seen", "inferred", "framework", "local"]
    words: str = ""
    source: str | None = None
    address: str | None = None


class Adoption(BaseModel):
    """A place's decision to use an indicator of the layer below, with its own basis."""

    model_config = _STRICT

    basis: str
    place: str


class Card(BaseModel):
    """One indicator. ``formula`` computes it, ``counted`` says what counts; either may be unknown.

    ``workload`` marks a count of work that came in: more is not better, so it has no direction.
    """

    model_config = _STRICT

    id: str  # file.name
    name: str
    field: str | None  # 领域; None for a common indicator
    common: str | None = None  # 项目 | 政策 | 部门整体
    level1: str
    level2: str
    unit: str | None = None
    kind: Literal["quantitative", "qualitative"] = "quantitative"
    direction: Literal["higher", "lower", "equal"] | None = None
    workload: bool = False
    status: Status
    explain: str
    formula: str | None = None
    counted: str | None = None
    data_source: str | None = None
    standard: str | None = None
    note: str | None = None
    keywords: tuple[str, ...] = ()
    field_keywords: tuple[str, ...] = ()
    framework: str | None = None  # the framework whose leaf it is
    evidence: Evidence | None = None
    adopted: tuple[Adoption, ...] = ()
    place: str = "cn"
    file: str = ""
    aliases: tuple[str, ...] = ()  # names of cards that were merged into this one: old filings still use them
    example: str | None = None  # a target as it was filed where the indicator comes from

    @property
    def group(self) -> str:
        """The field, or the class of common indicators, for people."""
        return self.field or f"共性（{self.common}）"

    @property
    def key(self) -> str:
        """The name as it is compared: without asides, marks and spaces."""
        return plain_name(self.name)

    @property
    def keys(self) -> frozenset[str]:
        """The name and the aliases as they are compared."""
        return frozenset({self.key, *map(plain_name, self.aliases)})


def plain_name(name: str) -> str:
    """Give an indicator's name without bracketed asides, marks and spaces, for comparing; never empty for a name."""
    return _NOISE.sub("", _ASIDE.sub("", name)) or _NOISE.sub("", name)


def cards_of(
    stem: str, written: Mapping[str, Any], framework: Framework | None, place: str, file: str
) -> list[Card]:
    """Make the cards of one file: its own, and those of the framework it names.

    Raises pydantic's ValidationError for a card that is not well formed, KeyError never.
    """
    head = {
        "field": written.get("field"),
        "common": written.get("common"),
        "field_keywords": tuple(written.get("keywords") or ()),
        "place": place,
        "file": file,
    }
    cards = [] if framework is None else [_of_leaf(stem, head, framework, row) for row in framework.rows()]
    for name, entry in (written.get("cards") or {}).items():
        if not (entry or {}).get("adopt"):
            cards.append(Card.model_validate({**head, "id": f"{stem}.{name}", "name": str(name), **entry}))
    return cards


def _of_leaf(stem: str, head: Mapping[str, Any], framework: Framework, row: Any) -> Card:
    level, group, leaf = row
    evidence = {"kind": "framework", "words": framework.label, "source": framework.basis[0]}
    return Card.model_validate({
        **head, "id": f"{stem}.{leaf.name}", "name": leaf.name, "level1": level.name, "level2": group.name,
        "unit": "%" if leaf.formula and leaf.formula.function != "multiple" else None, "status": framework.status,
        "kind": "quantitative" if leaf.formula else "qualitative", "explain": leaf.explain,
        "formula": leaf.formula and leaf.formula.text, "counted": "；".join(leaf.points) or None,
        "note": leaf.standard, "framework": framework.id, "evidence": evidence,
    })  # fmt: skip


def adoptions_of(stem: str, written: Mapping[str, Any], place: str) -> dict[str, Adoption]:
    """Give the cards a file adopts from below, by id: ``名称: {adopt: true, basis: …}``."""
    return {
        f"{stem}.{name}": Adoption(basis=str(entry.get("basis") or ""), place=place)
        for name, entry in (written.get("cards") or {}).items()
        if (entry or {}).get("adopt")
    }


def merged(layers: Iterable[tuple[Iterable[Card], Mapping[str, Adoption]]]) -> dict[str, Card]:
    """Lay libraries upon each other, the nation's first: a later card of the same id replaces an earlier one."""
    found: dict[str, Card] = {}
    for cards, adoptions in layers:
        found |= {card.id: card for card in cards}
        for key, adoption in adoptions.items():
            if key in found:
                card = found[key]
                found[key] = card.model_copy(update={"adopted": (*card.adopted, adoption)})
    return found
