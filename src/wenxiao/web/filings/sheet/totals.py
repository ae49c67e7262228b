"""Running sums of points beneath a table, with what the rules require them to be.

Nothing is declared for this: a form's computed sums say what is added up, and the rule that judges a sum says
what it should be.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wenxiao.core.calendar import Clock
from wenxiao.core.documents import Json, get_path
from wenxiao.core.expr import Expr
from wenxiao.core.forms.model import Field, Form
from wenxiao.core.judging import made_ready
from wenxiao.core.place import Place
from wenxiao.core.points import PointsError, parse_points, show_points
from wenxiao.core.rules.messages import names_in, render
from wenxiao.core.rules.model import Finding
from wenxiao.core.rules.ready import judged_columns


@dataclass(frozen=True)
class Total:
    """A sum shown while people write: of ``columns`` of its table and of single fields; ``required`` in words."""

    label: str
    section: str
    columns: tuple[str, ...]
    fields: tuple[str, ...]
    required: str

    def now(self, content: Json) -> str:
        """Give the sum of what a document says, in points; what is no number counts as nothing."""
        rows = [row for row in content.get(self.section) or [] if isinstance(row, dict)]
        values = [row.get(column) for row in rows for column in self.columns]
        values += [get_path(content, name) for name in self.fields]
        return show_points(sum(map(_points, values)))


def totals_of(form: Form, place: Place, year: int, day: date) -> dict[str, list[Total]]:
    """Give the sums of points by the section whose rows they add up.

    ``required`` is what the rules say of the sum (“90 分或 100 分”), empty where none does.
    """
    _, ready = made_ready(place, Clock(year, day), tables={form.stage})
    findings = [each.finding for each in ready.by_table.get(form.stage, [])]
    found: dict[str, list[Total]] = {}
    for told in form.computed:
        added = told.computed
        if told.type != "points" or added is None or added.function != "sum" or added.where or added.unless:
            continue
        by_column = {f"{s.id}.{f.fact_column}": (s.id, f.id) for s in form.tables() for f in s.fields}
        by_field = {f.fact_column: f.id for f in form.scalar_fields()}
        rows = [by_column[name] for name in added.of if name in by_column]
        if not rows:
            continue
        section = rows[0][0]
        required = next(filter(None, (_required(f, told, section) for f in findings)), "")
        fields = tuple(by_field[name] for name in added.of if name in by_field)
        found.setdefault(section, []).append(
            Total(told.label, section, tuple(c for where, c in rows if where == section), fields, required)
        )
    return found


def _points(value: object) -> int:
    try:
        return parse_points(None if value is None else str(value)) or 0
    except PointsError:
        return 0


def _required(finding: Finding, total: Field, section: str) -> str:
    """Give what a finding on the section expects of the sum, where it is the same for every document."""
    fixed = {name: value for name, value in finding.values.items() if not isinstance(value, Expr)}
    told = finding.expected or ""
    if (
        finding.at != section
        or total.fact_column not in judged_columns(finding)
        or not names_in(told) <= set(fixed)
    ):
        return ""
    return render(told, fixed)
