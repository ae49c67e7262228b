"""The hash chain of events: writing the next links, and checking all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC

from wenxiao.core.documents import canonical
from wenxiao.web.journal.guard import note_event
from wenxiao.web.journal.models import Event

GENESIS = "0" * 64
BATCH = 500


def link(event: Event) -> str:
    """Give the digest of an event: everything it says and the digest before it."""
    told = {
        "about": event.about, "filing": str(event.filing_id), "actor": event.actor_id, "act": event.act,
        "at": event.at.astimezone(UTC).isoformat(), "version": event.version, "state": event.state, "opinion": event.opinion,
        "content": event.content, "rulebook": event.rulebook, "previous": event.previous,
    }  # fmt: skip
    if event.due is not None:  # events from before deadlines were kept in them stay as they were digested
        told["due"] = event.due.isoformat()
    return hashlib.sha256(canonical(told).encode()).hexdigest()


def append(event: Event) -> Event:
    """Store an event as the next link; must run inside the transaction that changes the thing."""
    return append_all([event])[0]


def append_all(events: Sequence[Event]) -> Sequence[Event]:
    """Store events as the next links, in their order; must run inside the transaction of the changes."""
    last = Event.objects.select_for_update().order_by("-number").first()
    digest, number = (last.digest, last.number) if last else (GENESIS, 0)
    for number_of, event in enumerate(events, number + 1):
        event.number, event.previous = number_of, digest
        digest = event.digest = link(event)
    if len(events) == 1:
        events[0].save(force_insert=True)
    else:
        Event.objects.bulk_create(events, batch_size=BATCH)
    note_event()
    return events


def broken_links() -> Iterator[str]:
    """Give a sentence for each event that does not fit its content or its predecessor; none when all is whole."""
    previous = GENESIS
    for event in Event.objects.order_by("number").iterator(chunk_size=BATCH):
        if event.previous != previous:
            yield f"第 {event.number} 号记录与前一条接不上，前面可能有记录被删去或改动。"
        if link(event) != event.digest:
            yield f"第 {event.number} 号记录的内容与它的摘要不符，可能被改动过。"
        previous = event.digest
