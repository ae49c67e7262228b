"""The gate: which budget lines may be arranged, which not, and why (未按规定填报绩效目标的项目不予安排预算).

A goal counts as adopted in the state that its workflow names as success; whether a missing one
blocks the budget is a parameter that a place adopts; which projects need a goal is another.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT

from wenxiao.core.calendar import Clock
from wenxiao.core.registers.reading import registers_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

STAGE, REVIEW_STAGE = "goal", "goal_review"
BLOCKING, SCOPE, GRADES = "goal.missing_blocks_budget", "code.performance_scope", "goal.review_grades"
MAY, MAY_NOT, EXEMPT, ADVISED = "may", "may_not", "exempt", "advised"
VERDICTS = {MAY: "可以安排", MAY_NOT: "不予安排", EXEMPT: "不需目标", ADVISED: "提示补报"}
LIGHTS = {MAY: "good", MAY_NOT: "alarm", EXEMPT: "none", ADVISED: "watch"}


@dataclass(frozen=True, slots=True)
class Terms:
    """What the rulebook says of the gate in one place and year."""

    blocks: bool
    basis: str  # of the blocking, or the sentence why it does not block
    forms: frozenset[str]
    adopted: frozenset[tuple[str, str]]  # (form, state) that counts as adopted
    drafts: frozenset[tuple[str, str]]  # (form, state) in which a goal is its writer's alone, or was given up
    reviews: frozenset[str]  # forms of the review sheet
    reviewed: frozenset[str]  # states in which a review sheet counts
    categories: frozenset[str]  # labels of the categories that need a goal; empty: all
    refused_grades: frozenset[str]  # grades of the review that keep a goal out of the budget

    @property
    def unseen(self) -> Q:
        """The filter for goals that are still drafts: nobody but their writers may learn of them, nor the gate."""
        return _standing(self.drafts)

    @property
    def given_up(self) -> Q:
        """The filter for goals that were cancelled: another may be begun in their stead."""
        begun = {(f, w.initial.id) for w in rulebook().workflows.values() for f in w.forms}
        return _standing(self.drafts - begun)

    @property
    def adopted_filter(self) -> Q:
        """The filter for adopted goals, on annotated budget lines."""
        return _standing(self.adopted, "goal_")


def _standing(states: Iterable[tuple[str, str]], prefix: str = "") -> Q:
    """Give the filter for filings of one of the (form, state) pairs; of none, nothing."""
    found = Q(pk__in=())
    for form, state in states:
        found |= Q(**{f"{prefix}form": form, f"{prefix}state": state})
    return found


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one budget line."""

    kind: str
    reason: str

    @property
    def label(self) -> str:
        """The verdict in words."""
        return VERDICTS[self.kind]

    @property
    def light(self) -> str:
        """The verdict as a light."""
        return LIGHTS[self.kind]


@lru_cache(maxsize=64)
def terms_of(jurisdiction: str, year: int, day: date) -> Terms:
    """Read the terms of the gate from the rulebook."""
    book = rulebook()
    place = book.catalog.place(jurisdiction)
    found = place.parameters.at(Clock(year, day))
    blocks = bool(found.find(BLOCKING))
    value = found.read.get(BLOCKING)
    basis = (
        book.catalog.cite(value.basis)
        if blocks and value
        else "本地没有采用“未按规定填报绩效目标的项目不予安排预算”这一条，没有目标的只提示补报，不拦预算。"
    )
    forms = frozenset(f.id for f in place.forms.values() if f.stage == STAGE)
    adopted = frozenset((f, w.success) for w in book.workflows.values() for f in w.forms if f in forms)
    drafts = frozenset(
        (f, s.id)
        for w in book.workflows.values()
        for f in w.forms
        for s in w.states.values()
        if f in forms and (s.initial or (s.final and s.id != w.success))
    )
    reviews = frozenset(f.id for f in place.forms.values() if f.stage == REVIEW_STAGE)
    reviewed = frozenset(w.success for w in book.workflows.values() if reviews & set(w.forms))
    codes = registers_of(book.catalog, jurisdiction)["projects"].by_id["category"].codes
    categories = frozenset(str(codes.get(code, code)) for code in found.find(SCOPE) or ())
    refused = frozenset(g["grade"] for g in found.find(GRADES) or () if g.get("action") == "block_budget")
    return Terms(blocks, basis, forms, adopted, drafts, reviews, reviewed, categories, refused)


def with_goals(lines: QuerySet[Row], terms: Terms) -> QuerySet[Row]:
    """Give budget lines with the state of their project's goal, its review grade and the project's category."""
    goals = Filing.objects.filter(
        form__in=terms.forms, fiscal_year=OuterRef("fiscal_year"), subject_code=OuterRef("project"),
    ).exclude(subject_code="").exclude(terms.unseen).order_by("-holder_since")  # fmt: skip
    reviews = Filing.objects.filter(
        form__in=terms.reviews,
        state__in=terms.reviewed,
        fiscal_year=OuterRef("fiscal_year"),
        subject_code=OuterRef("project"),
    ).order_by("-holder_since")
    projects = Row.objects.filter(
        register="projects", jurisdiction=OuterRef("jurisdiction"), fiscal_year=OuterRef("fiscal_year"), project=OuterRef("project")
    )  # fmt: skip
    return lines.annotate(
        goal=Subquery(goals.values("pk")[:1]), goal_form=Subquery(goals.values("form")[:1]),
        goal_state=Subquery(goals.values("state")[:1]),
        review_grade=Subquery(reviews.values(told=KT("content__claimed_grade"))[:1]),
        category=Subquery(projects.values(told=KT("content__category"))[:1]),
    )  # fmt: skip


def added() -> Q:
    """The filter for budget lines that were not in the budget of the year's beginning and got money in mid-year."""
    none_at_first = Q(content__initial=0) | Q(content__initial__isnull=True)
    return none_at_first & Q(amount_fen__gt=0)


def is_added(line: Row) -> bool:
    """Tell the same of one line."""
    return not line.content.get("initial") and (line.amount_fen or 0) > 0


def judge_line(line: Any, terms: Terms) -> Verdict:
    """Say whether an annotated budget line may be arranged, with the reason in a sentence."""
    if terms.categories and line.category and line.category not in terms.categories:
        wanted = "、".join(sorted(terms.categories))
        return Verdict(EXEMPT, f"项目类别是{line.category}；只有{wanted}须填报绩效目标。")
    no = MAY_NOT if terms.blocks else ADVISED
    if line.goal is None and is_added(line):
        return Verdict(no, "年中追加的预算，还没有报送绩效目标；先报送绩效目标并经审核通过，再安排资金。")
    if line.goal is None:
        return Verdict(no, f"{line.fiscal_year}年没有报送绩效目标；请单位填报、报送并经审核通过。")
    if (line.goal_form, line.goal_state) not in terms.adopted:
        label = rulebook().workflow_of(line.goal_form).states[line.goal_state].label
        return Verdict(no, f"绩效目标还是“{label}”，没有审核通过；请办完审核。")
    if line.review_grade in terms.refused_grades:
        return Verdict(no, f"绩效目标审核等级为“{line.review_grade}”，不得进入下一步预算流程；请重新申报。")
    return Verdict(MAY, "绩效目标已审核通过。")


def verdict_filter(kind: str, terms: Terms) -> Q:
    """Give the filter on annotated lines that says the same as ``judge_line``; a test holds the two together."""
    exempt = Q(pk__in=())
    if terms.categories:
        exempt = Q(category__isnull=False) & ~Q(category__in=terms.categories)
    passed = terms.adopted_filter & (Q(review_grade__isnull=True) | ~Q(review_grade__in=terms.refused_grades))
    if kind == EXEMPT:
        return exempt
    if kind == MAY:
        return passed & ~exempt
    blocking = MAY_NOT if terms.blocks else ADVISED
    if kind != blocking:
        return Q(pk__in=())
    return ~exempt & (Q(goal__isnull=True) | ~passed)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many lines and how much money (分) there are by verdict, and of those added in mid-year."""

    verdicts: dict[str, tuple[int, int]]
    added: tuple[int, int]
    added_blocked: int  # of the added, how many may not be arranged


def counted(lines: Iterable[Any], terms: Terms) -> Counted:
    """Count and add up (in 分) the lines by verdict."""
    found = dict.fromkeys(VERDICTS, (0, 0))
    number_added = fen_added = blocked = 0
    for line in lines:
        kind, amount = judge_line(line, terms).kind, line.amount_fen or 0
        number, fen = found[kind]
        found[kind] = (number + 1, fen + amount)
        if is_added(line):
            number_added, fen_added = number_added + 1, fen_added + amount
            blocked += kind in {MAY_NOT, ADVISED}
    return Counted(found, (number_added, fen_added), blocked)
