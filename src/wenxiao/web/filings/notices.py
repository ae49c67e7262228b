"""Notices: who should know that a filing came to the desk, or came back."""

from __future__ import annotations

from wenxiao.core.workflow.model import Transition
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import holders, standing_in
from wenxiao.web.filings.models import Filing, Notice
from wenxiao.web.rulebook import rulebook

KEPT = 500  # characters of the sentence that a notice keeps


def notify(filing: Filing, step: Transition, actor: User, opinion: str) -> None:
    """Tell those on whose desk the filing now lies; at the end of the way, those who wrote it."""
    workflow = rulebook().workflow_of(filing.form)
    state = workflow.states[filing.state]
    receiver = state.holder or workflow.initial.holder
    who = actor.get_full_name() or actor.username
    said = f"，意见：{opinion.strip()}" if opinion.strip() else ""
    sentence = f"“{filing.subject_name}”由{who}办理“{step.label}”，现在是“{state.label}”{said}。"
    people = holders(filing.body, receiver, rulebook().roles) if receiver else []
    told = {user.pk: user for user in [*people, *standing_in(people)] if user.pk != actor.pk}
    Notice.objects.bulk_create(
        Notice(user=user, filing=filing, sentence=sentence[:KEPT]) for user in told.values()
    )
