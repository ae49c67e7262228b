"""The questions of the board and how each is answered from the rows a person may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from wenxiao.core.calendar import working_days_after
from wenxiao.core.workflow.model import State, Workflow
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.accounts.scope import appointments, body_scope
from wenxiao.web.filings.deadlines import rest_days_of
from wenxiao.web.filings.models import Filing
from wenxiao.web.filings.visible import visible
from wenxiao.web.goals import gate
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

SOON_DAYS = 5  # working days
Cells = list[Any]


@dataclass(frozen=True)
class Answer:
    """One question answered: the sentence is the chart's title; each line links to the rows it counts."""

    id: str
    question: str
    sentence: str
    heads: Sequence[str]
    lines: Sequence[Cells]  # the first cell is the department, the second what the chart shows
    links: Sequence[str]
    unit: str
    total: int
    link: str


@dataclass(frozen=True)
class Asked:
    """Who asks, for which year, on which day; what is read once for all questions."""

    user: User
    year: int
    day: date

    @cached_property
    def answers(self) -> list[Answer]:
        """The answers to all questions, worked out once."""
        return answers(self)

    @property
    def scope(self) -> Q:
        """The row scope of the person."""
        return body_scope(self.user, rulebook().roles)

    @property
    def terms(self) -> gate.Terms:
        """What the rulebook of the person's place says of the gate."""
        held = appointments(self.user)
        return gate.terms_of(jurisdiction_of(held[0].body) if held else "cn", self.year, self.day)

    def budget_lines(self) -> QuerySet[Row]:
        """Give the budget lines of the year in scope."""
        return Row.objects.filter(self.scope, register="budget_lines", fiscal_year=self.year).order_by()

    def filings(self) -> QuerySet[Filing]:
        """Give the filings of the year that the person may see; what is still someone's draft is not counted."""
        return visible(self.user).filter(fiscal_year=self.year).order_by()

    @cached_property
    def departments(self) -> dict[str, str]:
        """The departments by path."""
        return dict(
            Body.objects.filter(kind=Body.Kind.DEPARTMENT).order_by("path").values_list("path", "name")
        )


def in_states(wanted: Callable[[Workflow, State], bool]) -> Q:
    """The filter for filings in those states of their workflow that ``wanted`` picks."""
    found = Q(pk__in=())
    for workflow in rulebook().workflows.values():
        states = [s.id for s in workflow.states.values() if wanted(workflow, s)]
        found |= Q(form__in=workflow.forms, state__in=states)
    return found


def finished() -> Q:
    """The filter for filings whose workflow has ended."""
    return in_states(lambda _, state: state.final)


def returned() -> Q:
    """The filter for filings that were sent back and wait for their filer."""
    return in_states(
        lambda workflow, state: any(
            t.kind == "return" and t.target == state.id for t in workflow.transitions.values()
        )
    )


def kinds(day: date, place: str = "cn") -> dict[str, tuple[str, Q]]:
    """Give what the list behind the board can be narrowed to: words and filter."""
    soon = working_days_after(day, SOON_DAYS, rest_days_of(place))
    return {
        "overdue": ("已逾期", Q(due__lt=day) & ~finished()),
        "due": (f"{SOON_DAYS} 个工作日内到期", Q(due__gte=day, due__lte=soon) & ~finished()),
        "returned": ("退回后没有再报", returned()),
        "faulty": ("有未了结的疑点", Q(errors__gt=0) | Q(unexplained__gt=0)),
        "open": ("在办", ~finished()),
    }


def answers(asked: Asked) -> list[Answer]:
    """Answer every question of the board."""
    return [make(asked, asked.departments) for make in QUESTIONS.values()]


def answer(asked: Asked, name: str) -> Answer | None:
    """Answer one question; ``None`` when there is no such question."""
    make = QUESTIONS.get(name)
    return make(asked, asked.departments) if make else None


def department_of(departments: dict[str, str], path: str) -> str:
    """Give the department above a body's path; paths are short, so the prefixes are tried from the longest."""
    parts = path.rstrip("/").split("/")
    for end in range(len(parts), 0, -1):
        name = departments.get("/".join(parts[:end]) + "/")
        if name:
            return name
    return "其他"


def without_goal(asked: Asked, lines: QuerySet[Row], *fields: str) -> list[tuple[Any, ...]]:
    """Give (project, the fields) of the budget lines that need a goal and have none, in three queries.

    The gate says the same line by line (filter "没有填报"); over many lines this is the quicker way.
    """
    terms = asked.terms
    codes = lines.values("project")
    filed = set(
        Filing.objects.filter(form__in=terms.forms, fiscal_year=asked.year, body__in=lines.values("body"))
        .exclude(terms.unseen).order_by().values_list("subject_code", flat=True)
    )  # fmt: skip
    exempt: set[str] = set()
    if terms.categories:
        projects = Row.objects.filter(
            register="projects", fiscal_year=asked.year, project__in=codes
        ).order_by()
        told = projects.values_list("project", "content__category")
        exempt = {code for code, category in told if category and category not in terms.categories}
    found = lines.values_list("project", *fields)
    return [line for line in found if line[0] not in filed and line[0] not in exempt]


def _not_filed(asked: Asked, departments: dict[str, str]) -> Answer:
    lines = without_goal(asked, asked.budget_lines(), "body__path")
    counted = [(path, 1) for _, path in lines]
    link = reverse("gate") + "?" + urlencode({"filed": "missing"})
    return _by_department(
        "not_filed", "谁还没有填报绩效目标？", "{departments} 个部门还有 {total} 个项目没有填报绩效目标",
        f"{asked.year} 年有预算的项目都填报了绩效目标", "未填报的项目（个）", counted, departments,
        lambda name: f"{link}&{urlencode({'unit': name})}", link,
    )  # fmt: skip


def _counted(asked: Asked, kind: str) -> Iterable[tuple[str, int]]:
    _, narrow = kinds(asked.day)[kind]
    return asked.filings().filter(narrow).values_list("body__path").annotate(number=Count("pk"))


def _listed(kind: str, department: str = "") -> str:
    return reverse("board_rows") + "?" + urlencode({"kind": kind, "department": department})


def _overdue(asked: Asked, departments: dict[str, str]) -> Answer:
    return _by_department(
        "overdue", "哪些已经逾期？", "{total} 张表已过办理期限，涉及 {departments} 个部门", "没有逾期的表", "逾期的表（张）",
        _counted(asked, "overdue"), departments, lambda name: _listed("overdue", name), _listed("overdue"),
    )  # fmt: skip


def _due(asked: Asked, departments: dict[str, str]) -> Answer:
    return _by_department(
        "due", "哪些快到期？", f"{{total}} 张表在 {SOON_DAYS} 个工作日内到期，涉及 {{departments}} 个部门",
        f"{SOON_DAYS} 个工作日内没有到期的表", "快到期的表（张）", _counted(asked, "due"), departments,
        lambda name: _listed("due", name), _listed("due"),
    )  # fmt: skip


def _returned(asked: Asked, departments: dict[str, str]) -> Answer:
    return _by_department(
        "returned", "退回的改好了没有？", "{total} 张表退回后还没有再报，涉及 {departments} 个部门", "退回的表都已再报",
        "退回未再报的表（张）", _counted(asked, "returned"), departments, lambda name: _listed("returned", name),
        _listed("returned"),
    )  # fmt: skip


def _quality(asked: Asked, departments: dict[str, str]) -> Answer:
    forms = [f.id for f in rulebook().catalog.place("cn").forms.values() if f.stage == gate.STAGE]
    faulty = Count("pk", filter=kinds(asked.day)["faulty"][1])
    told = (
        asked.filings().filter(form__in=forms).values_list("body__path").annotate(all=Count("pk"), bad=faulty)
    )
    sums = _summed(told, departments)
    lines = [[name, round(100 * bad / number, 1), bad, number] for name, (number, bad) in sums.items() if bad]
    lines.sort(key=lambda line: (-line[1], line[0]))
    total = sum(line[2] for line in lines)
    number = sum(number for number, _ in sums.values())
    sentence = (
        f"{number} 份绩效目标中 {total} 份有未了结的疑点，涉及 {len(lines)} 个部门"
        if total
        else "绩效目标都没有未了结的疑点"
    )
    return Answer(
        "quality", "绩效目标质量怎样？", sentence, ("部门", "有疑点的占比（%）", "有疑点的目标", "绩效目标"), lines,
        [_listed("faulty", line[0]) for line in lines], "有疑点的占比（%）", total, _listed("faulty"),
    )  # fmt: skip


def _progress(asked: Asked, departments: dict[str, str]) -> Answer:
    done = Count("pk", filter=finished())
    told = asked.filings().values_list("body__path").annotate(all=Count("pk"), done=done)
    sums = _summed(told, departments)
    lines = [[name, round(100 * ended / number, 1), ended, number] for name, (number, ended) in sums.items()]
    lines.sort(key=lambda line: (line[1], line[0]))
    number, ended = (sum(pair[place] for pair in sums.values()) for place in (0, 1))
    sentence = (
        f"{number} 张表已办结 {ended} 张，占 {100 * ended / number:.1f}%"
        if number
        else "这一年还没有填报的表"
    )
    return Answer(
        "progress", "各部门办到哪一步？", sentence, ("部门", "已办结的占比（%）", "已办结的表", "全部的表"), lines,
        [_listed("open", line[0]) for line in lines], "已办结的占比（%）", number - ended, _listed("open"),
    )  # fmt: skip


def _summed(told: Iterable[tuple[str, int, int]], departments: dict[str, str]) -> dict[str, tuple[int, int]]:
    """Add up (path, all, some of them) by department."""
    sums: dict[str, tuple[int, int]] = {}
    for path, number, some in told:
        name = department_of(departments, path)
        before = sums.get(name, (0, 0))
        sums[name] = (before[0] + number, before[1] + some)
    return sums


def _by_department(
    name: str, question: str, some: str, none: str, unit: str, counted: Iterable[tuple[str, int]],
    departments: dict[str, str], link: Callable[[str], str], whole: str,
) -> Answer:  # fmt: skip
    sums: dict[str, int] = {}
    for path, number in counted:
        key = department_of(departments, path)
        sums[key] = sums.get(key, 0) + number
    lines: list[Cells] = [
        [key, number] for key, number in sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    ]
    total = sum(sums.values())
    sentence = some.format(departments=len(lines), total=total) if total else none
    return Answer(
        name, question, sentence, ("部门", unit), lines, [link(line[0]) for line in lines], unit, total, whole
    )


QUESTIONS: dict[str, Callable[[Asked, dict[str, str]], Answer]] = {
    "not_filed": _not_filed, "overdue": _overdue, "due": _due, "returned": _returned, "quality": _quality,
    "progress": _progress,
}  # fmt: skip
