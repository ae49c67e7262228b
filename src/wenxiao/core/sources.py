"""Legal sources and the citations that point to them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

Status = Literal["official", "local_seen", "seed", "proposed"]

STATUS_LABEL: dict[Status, str] = {
    "official": "正式文件",
    "local_seen": "地方实践",
    "seed": "2021年报告载明",
    "proposed": "建议值",
}


class Source(BaseModel):
    """One document of the register: a law, measure, guide or report, as far as it is known."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    title: str
    number: str | None = None
    issuer: str | None = None
    issued: date | None = None
    issued_to: Literal["day", "month", "year"] = "day"  # how exactly the date of issue is known
    in_force: date | None = None
    repealed: date | None = None
    level: Literal["law", "measure", "guide", "standard", "report", "practice"] = "measure"
    scope: str | None = None
    known: Literal["seen", "memory"] = "memory"
    confidence: Literal["high", "medium", "low"] = "medium"
    address: str | None = None
    note: str | None = None
    place: str = ""  # the overlay that registers it; empty for the register that all share

    @property
    def is_national(self) -> bool:
        """Tell whether it is a document of the nation: in the shared register and without a narrower scope."""
        return not self.place and self.scope is None and self.level != "standard"

    @property
    def issued_shown(self) -> str | None:
        """The date of issue as far as it is known: a year, a month, or a day."""
        if self.issued is None:
            return None
        month = f"{self.issued.month}月" if self.issued_to != "year" else ""
        return f"{self.issued.year}年{month}{f'{self.issued.day}日' if self.issued_to == 'day' else ''}"

    @property
    def short(self) -> str:
        """The way officials cite it: the number when there is one, else the title in 《》."""
        return self.number or f"《{self.title}》"


class Basis(BaseModel):
    """A citation ``source-id#clause``; the clause is free text as the source numbers itself."""

    model_config = ConfigDict(frozen=True)

    source: str
    clause: str = ""

    @classmethod
    def parse(cls, text: str) -> Basis:
        """Split ``caiyu-2020-10#第十五条`` into source and clause."""
        source, _, clause = text.partition("#")
        return cls(source=source, clause=clause)

    def __str__(self) -> str:
        """Give the citation as it is written in the rulebook."""
        return f"{self.source}#{self.clause}" if self.clause else self.source


def cite(basis: str, sources: dict[str, Source]) -> str:
    """Write a citation for people: ``财预〔2020〕10号 第十五条``."""
    parsed = Basis.parse(basis)
    source = sources.get(parsed.source)
    name = source.short if source else parsed.source
    return f"{name} {parsed.clause}".strip()
