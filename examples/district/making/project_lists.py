"""Project lists of 2021: every project of a department, monitored or not."""

from __future__ import annotations

from typing import Any

from .departments import Department, person
from .exact import wan
from .portfolio import portfolio
from .shape import JURISDICTION, YEAR

Json = dict[str, Any]


def project_list(department: Department) -> Json:
    """Write one department's list, in the order of the codes."""
    mine = sorted(portfolio().of(department), key=lambda project: project.code[-4:] + project.code)
    return {
        "form": "project_list",
        "jurisdiction": JURISDICTION,
        "fiscal_year": YEAR,
        "subject": {"kind": "department", "code": department.code, "name": department.name},
        "filled_by": person("list", department.code),
        "money_unit": "万元",
        "items": [
            {
                "code": project.code,
                "name": project.name,
                "unit": project.unit,
                "budget": wan(project.budget_fen),
                "standing": project.standing,
                "recurrence": project.recurrence,
                "direct_funds": project.direct_funds,
                "special_bond": project.special_bond,
                "agriculture": project.agriculture,
            }
            for project in mine
        ],
    }
