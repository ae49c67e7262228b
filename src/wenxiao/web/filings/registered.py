"""What the registers already know of a project: a new form begins with it, so that nobody types it again."""

from __future__ import annotations

from decimal import Decimal

from wenxiao.core.documents import Json, get_path, set_path
from wenxiao.core.forms.model import Form
from wenxiao.core.money import FEN_PER
from wenxiao.web.accounts.models import Body
from wenxiao.web.registers.models import Row

PROJECTS, LINES = "projects", "budget_lines"
AMOUNT = "amount"  # the computed field of a form that says how much money it is about


def with_registered(fresh: Json, form: Form, body: Body, year: int, code: str) -> Json:
    """Give ``fresh`` with the project's attributes and the year's budget where the form leaves them empty.

    An attribute is taken where register and form have it under one name; the budget goes to the cell whose
    amount the form is about, in the form's unit.
    """
    rows = Row.objects.filter(body=body, fiscal_year=year, project=code, register__in=(PROJECTS, LINES))
    known = {row.register: row for row in rows} if code else {}
    if PROJECTS in known:
        for told in form.scalar_fields():
            value = known[PROJECTS].content.get(told.id)
            fits = not told.choices or value in told.choices
            if value is not None and fits and get_path(fresh, told.id) is None:
                set_path(fresh, told.id, value)
    if LINES in known and known[LINES].amount_fen is not None:
        _put_amount(fresh, form, known[LINES].amount_fen or 0)
    return fresh


def _put_amount(fresh: Json, form: Form, fen: int) -> None:
    amount = next((f.computed for f in form.computed if f.id == AMOUNT), None)
    unit = str(fresh.get("money_unit") or form.money_unit)
    if amount is None or amount.function != "copy":
        return
    written = format((Decimal(fen) / FEN_PER[unit]).normalize(), "f")
    for section in form.matrices():
        for row in section.rows:
            for told in section.fields:
                if f"{row.id}_{told.fact_column}" not in amount.of:
                    continue
                lines = fresh.setdefault(section.id, [])
                line = next((each for each in lines if each.get("line") == row.id), None)
                if line is None:
                    line = {"line": row.id}
                    lines.append(line)
                if line.get(told.id) is None:
                    line[told.id] = written
