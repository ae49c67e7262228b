"""All documents of the district, grouped by the workbook they belong to."""

from __future__ import annotations

from functools import cache
from typing import Any

from .appraisals import appraisals
from .department_forms import department_goal, department_self_evaluation
from .departments import departments
from .evaluations import evaluations, evaluations_before
from .goals import project_goal
from .portfolio import portfolio
from .project_lists import project_list
from .self_evaluations import self_evaluation
from .year_before import self_evaluated

Json = dict[str, Any]
BUREAU = "区财政局-绩效科"
LISTS, GOALS, RESULTS = "2021年度部门预算项目清单", "2021年度绩效目标", "2020年度绩效自评"


def document_id(content: Json) -> str:
    """The id the product gives a document: form, place, year, subject."""
    parts = (content["form"], content["jurisdiction"], content["fiscal_year"], content["subject"]["code"])
    return "/".join(str(part) for part in parts)


@cache
def clean_workbooks() -> dict[tuple[str, str], list[Json]]:
    """Documents by folder and workbook, before faults are planted."""
    books: dict[tuple[str, str], list[Json]] = {}
    for department in departments():
        mine = [p for p in portfolio().of(department) if p.monitored]
        past = [p for p in self_evaluated() if p.department is department]
        books[department.folder, LISTS] = [project_list(department)]
        books[department.folder, GOALS] = [department_goal(department), *map(project_goal, mine)]
        books[department.folder, RESULTS] = [
            department_self_evaluation(department),
            *map(self_evaluation, past),
        ]
    books[BUREAU, "事前绩效评估结果"] = appraisals()
    books[BUREAU, "财政绩效评价结果-2021"] = evaluations()
    books[BUREAU, "财政绩效评价结果-2020"] = evaluations_before()
    return books
