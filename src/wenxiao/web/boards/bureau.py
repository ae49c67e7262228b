"""Blocks for those who see many units: the departments side by side, the board, and the leader's one page."""

from __future__ import annotations

from heapq import nsmallest
from typing import Any

from django.urls import reverse

from wenxiao.web.accounts.models import Body
from wenxiao.web.boards.answers import Asked
from wenxiao.web.boards.bodies import compared
from wenxiao.web.boards.charts import LARGEST
from wenxiao.web.goals import gate
from wenxiao.web.rulebook import rulebook

TO_DECIDE = 20  # projects on the leader's page
FIGURES = 5  # numbers at the head of a board


def departments(asked: Asked) -> dict[str, Any]:
    """Give the departments that have most to do, those with overdue filings first."""
    rows = [row for row in compared(asked) if row.filed or row.lines]
    rows.sort(key=lambda row: (-row.overdue, -row.returned, -row.open, row.name))
    return {"rows": rows[:LARGEST], "total": len(rows), "all": reverse("board_bodies")}


def board(asked: Asked) -> dict[str, Any]:
    """Answer every question of the board."""
    return {"answers": asked.answers, "largest": LARGEST}


def figures(asked: Asked) -> dict[str, Any]:
    """Give the numbers at the head of a board."""
    return {"answers": asked.answers[:FIGURES]}


def brief(asked: Asked) -> dict[str, Any]:
    """Tell the year on one page: money, lights, progress, reviewed grades, and the largest projects to decide on."""
    terms = asked.terms
    lines = gate.with_goals(asked.budget_lines(), terms)
    # Judged and ordered here: the database would work out each line's goal anew for every condition.
    read = list(lines.only("pk", "amount_fen", "fiscal_year", "content", "project", "name", "body"))
    told = gate.counted(read, terms).verdicts
    undecided = {gate.MAY_NOT, gate.ADVISED}
    judged = ((line, gate.judge_line(line, terms)) for line in read)
    waiting = [(line, verdict) for line, verdict in judged if verdict.kind in undecided]
    largest = nsmallest(TO_DECIDE, waiting, key=lambda pair: (-(pair[0].amount_fen or 0), pair[0].project))
    bodies = Body.objects.in_bulk({line.body_id for line, _ in largest})
    for line, _ in largest:
        line.body = bodies[line.body_id]
    named = {answer.id: answer for answer in asked.answers}
    return {
        "day": asked.day, "year": asked.year,
        "number": sum(number for number, _ in told.values()), "fen": sum(fen for _, fen in told.values()),
        "lights": [
            (gate.LIGHTS[kind], gate.VERDICTS[kind], number, fen, f"{reverse('gate')}?verdict={kind}")
            for kind, (number, fen) in told.items()
        ],
        "sentences": [named[name] for name in ("not_filed", "overdue", "returned", "quality", "progress")],
        "grades": grades(asked, terms),
        "to_decide": largest,
        "left": len(waiting) - len(largest),
    }  # fmt: skip


def grades(asked: Asked, terms: gate.Terms) -> list[tuple[str, int]]:
    """Count the finished reviews of goals by the grade they give, in the order of the form's own choices."""
    found = asked.filings().filter(form__in=terms.reviews, state__in=terms.reviewed)
    counted: dict[str, int] = {}
    for grade in found.values_list("content__claimed_grade", flat=True):
        counted[grade or "未定级"] = counted.get(grade or "未定级", 0) + 1
    forms = rulebook().catalog.place("cn").forms
    order = [
        choice
        for name in sorted(terms.reviews)
        for field in forms[name].scalar_fields()
        if field.id == "claimed_grade"
        for choice in field.choices
    ]
    return sorted(
        counted.items(), key=lambda pair: (order.index(pair[0]) if pair[0] in order else len(order), pair[0])
    )
