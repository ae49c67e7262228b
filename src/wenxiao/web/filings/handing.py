"""What is written and what is handed in: the draft is the writer's, the columns of the filing are everyone's."""

from __future__ import annotations

from wenxiao.core.documents import Json, document_id
from wenxiao.web.filings.models import Attachment, Filing
from wenxiao.web.filings.waivers import standing_for

HEAD = ("subject_name", "amount_fen", "errors", "unexplained")


def take_in(filing: Filing, content: Json) -> None:
    """Put what was written into the filing: before it is first handed in as its content, then as its draft."""
    filing.document = document_id(content)
    if filing.handed_version is None:
        _publish(filing, content)
        return
    filing.draft = content
    filing.draft_head = _head(filing, content)


def hand_in(filing: Filing) -> None:
    """Make what the writer has what everyone sees, its attachments included; the version is the filing's."""
    if filing.draft is not None:
        _publish(filing, filing.draft)
    filing.draft, filing.draft_head, filing.handed_version = None, None, filing.version
    own = Attachment.objects.filter(filing=filing)
    own.filter(kept=True).update(handed=True)
    own.filter(kept=False).update(handed=False)


def _publish(filing: Filing, content: Json) -> None:
    """Fill the content and the columns by which filings are found."""
    subject = content.get("subject") or {}
    filing.content, filing.form = content, content["form"]
    filing.fiscal_year = int(content["fiscal_year"])
    filing.subject_code = subject.get("code") or ""
    for name, value in _head(filing, content).items():
        setattr(filing, name, value)


def _head(filing: Filing, content: Json) -> Json:
    standing = standing_for(filing, content)
    name = (content.get("subject") or {}).get("name") or ""
    return dict(zip(HEAD, (name, standing.amount_fen, standing.errors, standing.unexplained), strict=True))
