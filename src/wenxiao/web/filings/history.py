"""The content of a filing's events: whole, but for savings soon after one another, which keep what changed.

A saving by the same person within ten minutes of one that was kept whole tells only its
difference from that one, with the digest of the whole; every step of the workflow keeps all.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from wenxiao.core.changes import applied, changes
from wenxiao.core.documents import Json, canonical, digest
from wenxiao.core.errors import WenxiaoError
from wenxiao.web.accounts.models import User
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.models import Event

SINCE = "@since"  # no form has such a field
WITHIN = timedelta(minutes=10)
WRITING = {"create", "save"}


def saved_content(filing: Filing, user: User | None, content: Json, now: datetime) -> Json:
    """Give what the event of a saving keeps of ``content``: its difference where that is allowed and shorter."""
    base = _base(filing, user, now)
    if base is None:
        return content
    told: Json = {SINCE: base.number, "changes": changes(base.content, content), "digest": digest(content)}
    return told if len(canonical(told)) * 2 < len(canonical(content)) else content


def content_of(event: Event) -> Json:
    """Give the whole content at an event. WenxiaoError when it is not what the event's digest says."""
    told: Json = event.content
    if SINCE not in told:
        return told
    base = Event.objects.get(number=told[SINCE], filing=event.filing_id)
    whole = applied(base.content, told["changes"])
    if digest(whole) != told["digest"]:
        raise WenxiaoError(
            f"第 {event.number} 号记录的内容还原不出来，日志可能被改动过；请运行 audit verify 核对。"
        )
    return whole


def _base(filing: Filing, user: User | None, now: datetime) -> Event | None:
    last = filing.events.order_by("-number").first()
    if last is None or last.act not in WRITING or user is None or last.actor_id != user.pk:
        return None
    base = last if SINCE not in last.content else Event.objects.get(number=last.content[SINCE])
    return base if now - base.at <= WITHIN else None
