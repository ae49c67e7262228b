"""Units and departments side by side: projects, money, what is filed, open, overdue, returned, doubtful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from wenxiao.web.accounts.models import Body
from wenxiao.web.accounts.scope import body_scope
from wenxiao.web.boards.answers import Asked, department_of, kinds
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.lists import Column, Filter, Listing

COUNTED = ("open", "overdue", "returned", "faulty")


@dataclass
class Compared:
    """One department: budget lines and their money in 分, filings, and how many of them stand badly."""

    name: str
    lines: int = 0
    fen: int = 0
    filed: int = 0
    open: int = 0
    overdue: int = 0
    returned: int = 0
    faulty: int = 0

    @property
    def links(self) -> dict[str, str]:
        """Give the addresses of the rows behind the numbers."""
        listed = {kind: rows_address(self.name, kind) for kind in COUNTED}
        return listed | {
            "filed": rows_address(self.name),
            "lines": f"{reverse('gate')}?{urlencode({'unit': self.name})}",
        }


def rows_address(name: str, kind: str = "") -> str:
    """Give the address of the filings of a department or unit, of one kind or all."""
    return reverse("board_rows") + "?" + urlencode({"kind": kind, "department": name})


def compared(asked: Asked) -> list[Compared]:
    """Give the departments in scope, each added up over its units, in three queries."""
    departments = asked.departments
    found: dict[str, Compared] = {}

    def of(path: str) -> Compared:
        name = department_of(departments, path)
        return found.setdefault(name, Compared(name))

    counts = {
        kind: Count("pk", filter=narrow) for kind, (_, narrow) in kinds(asked.day).items() if kind in COUNTED
    }
    filed = asked.filings().values("body__path").annotate(filed=Count("pk"), **counts)
    lines = asked.budget_lines().values("body__path").annotate(lines=Count("pk"), fen=Sum("amount_fen"))
    for told in (*filed, *lines):
        _add(of(told.pop("body__path")), told.items())
    return list(found.values())


def bodies(request: HttpRequest) -> HttpResponse:
    """List the units in scope with what stands behind each."""
    return listing(request).answer(request)


def listing(request: HttpRequest) -> Listing:
    """Describe the list of units."""
    asked = Asked(request.user, request.fiscal_year, timezone.localdate())  # type: ignore[arg-type, attr-defined]
    rows = Body.objects.filter(body_scope(asked.user, rulebook().roles, prefix=""))
    return Listing(
        "bodies", f"单位情况 · {asked.year}年", _counted(rows, asked).select_related("parent"),
        [
            Column("name", "单位", lambda b: b.name, sort="name", link=lambda b: rows_address(b.name)),
            Column("code", "编码", lambda b: b.code, sort="path"),
            Column("parent", "上级", lambda b: b.parent.name if b.parent else None, sort="parent__name"),
            Column("kind", "类型", lambda b: b.get_kind_display(), sort="kind"),
            Column("projects", "项目", lambda b: b.projects or 0, "number", sort="projects", link=_projects_address),
            Column("fen", "预算", lambda b: b.fen, "amount", sort="fen"),
            *(
                Column(kind, words, lambda b, kind=kind: getattr(b, kind) or 0, "number", sort=kind,
                       link=lambda b, kind=kind: rows_address(b.name, kind) if getattr(b, kind) else "")
                for kind, words in (("open", "在办"), ("overdue", "逾期"), ("returned", "退回"), ("faulty", "有疑点"))
            ),
        ],
        [
            Filter("q", "查找", lambda r, text: r.filter(Q(name__icontains=text) | Q(code__startswith=text)), hint="名称或编码"),
            Filter("kind", "类型", lambda r, kind: r.filter(kind=kind), Body.Kind.choices),
        ],
        default_sort="code", empty="您的范围内没有单位；机构由系统管理员导入。",
    )  # fmt: skip


def _counted(rows: QuerySet[Body], asked: Asked) -> QuerySet[Body]:
    """Annotate each body with counts of its own rows; what lies below it has its own line."""
    from wenxiao.web.registers.models import Row

    filed = asked.filings().filter(body=OuterRef("pk")).values("body")
    own = Row.objects.filter(body=OuterRef("pk"), fiscal_year=asked.year).order_by().values("body")
    counts = {
        kind: Subquery(filed.filter(narrow).annotate(number=Count("pk")).values("number"))
        for kind, (_, narrow) in kinds(asked.day).items()
        if kind in COUNTED
    }
    return rows.annotate(
        projects=Subquery(own.filter(register="projects").annotate(number=Count("pk")).values("number")),
        fen=Subquery(own.filter(register="budget_lines").annotate(sum=Sum("amount_fen")).values("sum")), **counts,
    )  # fmt: skip


def _projects_address(body: Any) -> str:
    return (
        reverse("register_list", args=("projects",)) + "?" + urlencode({"body": body.name})
        if body.projects
        else ""
    )


def _add(line: Compared, told: Iterable[tuple[str, int | None]]) -> None:
    for name, number in told:
        setattr(line, name, getattr(line, name) + (number or 0))
