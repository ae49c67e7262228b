"""The digest of a register: a sum over its rows, so that a change of any row by any way shows.

Each row gives a SHA-256; they are added up modulo 2²⁵⁶. An import adds and subtracts what it
changes and writes the new sum into its event; ``altered`` adds up anew and compares.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

from wenxiao.core.documents import Json, canonical
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.models import Row

SPACE = 1 << 256
ACTS = ("import", "roll_over", "undo_roll_over")


def row_digest(key: str, content: Json) -> int:
    """Give the digest of one row as a number."""
    return int.from_bytes(hashlib.sha256(f"{key}\n{canonical(content)}".encode()).digest())


def total(rows: Iterable[tuple[str, Json]]) -> int:
    """Add up the digests of rows."""
    return sum(row_digest(key, content) for key, content in rows) % SPACE


def about(register: str, jurisdiction: str) -> str:
    """Give the name by which the journal knows a register of a place."""
    return f"register:{register}/{jurisdiction}"


def last_event(register: str, jurisdiction: str) -> Event | None:
    """Give the last event of a register."""
    return Event.objects.filter(about=about(register, jurisdiction)).order_by("-number").first()


def digest_before(event: Event | None) -> int:
    """Give the register's digest as its last event tells it; 0 before the first."""
    return int(event.content["register_digest"], 16) if event else 0


def altered() -> Iterator[str]:
    """Give a sentence for every register whose rows are not those its last import left."""
    places = Row.objects.order_by().values_list("register", "jurisdiction").distinct()
    told = {
        tuple(name.removeprefix("register:").split("/", 1))
        for name in Event.objects.filter(about__startswith="register:")
        .values_list("about", flat=True)
        .distinct()
    }
    for register, jurisdiction in sorted(set(places) | told):  # type: ignore[arg-type]
        rows = Row.objects.filter(register=register, jurisdiction=jurisdiction).values_list("key", "content")
        if total(rows.iterator(chunk_size=5000)) != digest_before(last_event(register, jurisdiction)):
            yield (
                f"登记 {register}（区划 {jurisdiction}）现在的内容与最后一次导入的日志不符，"
                "可能有人绕过系统改了数据库；请用备份核对。"
            )
