"""What the pages of one filing share: finding it within the person's scope, its head, its form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from wenxiao.core.calendar import show_date
from wenxiao.core.documents import Json
from wenxiao.core.forms.model import Form
from wenxiao.core.workflow.model import CHECK_LABEL, State, Transition, Workflow
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import holders, roles_at
from wenxiao.web.filings.judging import form_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.services import steps_for
from wenxiao.web.filings.visible import reads_drafts, visible
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook


@dataclass
class Head:
    """The head of a filing's pages: where it stands, who has it, by when, and what the person may do."""

    filing: Filing
    form: Form
    workflow: Workflow
    state: State
    light: tuple[str, str]
    steps: list[Transition]
    editable: bool
    own: bool  # the person reads what is being written

    @property
    def name(self) -> str:
        """Give the subject's name as the person may read it."""
        return str(told_of(self.filing, "subject_name", own=self.own))

    @property
    def amount_fen(self) -> int | None:
        """Give the amount as the person may read it, in 分."""
        amount: int | None = told_of(self.filing, "amount_fen", own=self.own)
        return amount

    @property
    def version(self) -> int:
        """Give the number of the version that the person reads."""
        handed = self.filing.handed_version
        return handed if handed and self.state.editable and not self.own else self.filing.version

    @property
    def holder(self) -> str:
        """Give who has it: the role, and at most three people by name."""
        if self.state.holder is None:
            return "已办结"
        people = holders(self.filing.body, self.state.holder, rulebook().roles)
        names = "、".join(p.get_full_name() or p.username for p in people[:3])
        more = f"等 {len(people)} 人" if len(people) > 3 else ""
        return f"{rulebook().roles[self.state.holder].label}{f'（{names}{more}）' if names else '（还没有人任此角色）'}"

    @property
    def guide(self) -> list[tuple[str, str, str, int | None]]:
        """Give how each step that the person may take is done: step, state afterwards, what must come first, working days."""
        return [
            (
                s.label,
                self.workflow.states[s.target].label,
                "、".join(CHECK_LABEL[c] for c in s.requires),
                s.days,
            )
            for s in self.steps
        ]

    @cached_property
    def returned(self) -> Event | None:
        """Give who sent it back last and with what opinion, as long as it waits to be mended."""
        if not self.state.editable or self.state.initial:
            return None
        back = [t.id for t in self.workflow.transitions.values() if t.kind == "return"]
        found = self.filing.events.filter(act__in=back).select_related("actor").defer("content")
        return found.order_by("-number").first()

    @property
    def due(self) -> tuple[str, str]:
        """Give the deadline as a light."""
        return due_light(self.filing)


def get_filing(request: HttpRequest, pk: object) -> Filing:
    """Give a filing within the person's scope; 404 for all others, whether they exist or not."""
    found = visible(request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def head_of(user: User, filing: Filing) -> Head:
    """Give the head of a filing for a person."""
    workflow = rulebook().workflow_of(filing.form)
    state = workflow.states[filing.state]
    editable = state.editable and state.holder in roles_at(user, filing.body, rulebook().roles)
    form = form_of(filing.content, timezone.localdate(filing.created_at))
    return Head(
        filing, form, workflow, state, state_light(workflow, state), steps_for(user, filing), editable,
        reads_drafts(user, filing),
    )  # fmt: skip


def told_of(filing: Filing, name: str, *, own: bool) -> Any:
    """Give a column of a filing (``handing.HEAD``): for those who read the draft, as the draft has it."""
    if own and filing.draft_head is not None:
        return filing.draft_head.get(name)
    return getattr(filing, name)


def state_light(workflow: Workflow, state: State) -> tuple[str, str]:
    """Give a state as shape, colour and word: done, sent back, under way, not begun."""
    if state.final:
        return ("good" if state.id == workflow.success else "none"), state.label
    if state.editable:
        return ("none" if state.initial else "watch"), state.label
    return "over", state.label


def due_light(filing: Filing) -> tuple[str, str]:
    """Give a deadline as a light: overdue, near, ahead, none."""
    if filing.due is None:
        return "none", "—"
    left = (filing.due - timezone.localdate()).days
    if left < 0:
        return "alarm", f"逾期 {-left} 天"
    return ("watch" if left <= 2 else "good"), show_date(filing.due)


def plain(content: Json) -> dict[str, Any]:
    """Give a document without what the site keeps in it besides the form."""
    return {key: value for key, value in content.items() if key != "explanations"}
