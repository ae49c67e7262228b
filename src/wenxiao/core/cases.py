"""Running a rule's own cases: an example row becomes facts, the rule must speak or be silent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals as nw

from wenxiao.core.calendar import Clock
from wenxiao.core.facts.build import facts_of_rows
from wenxiao.core.facts.cells import caster
from wenxiao.core.facts.model import Facts, expanded
from wenxiao.core.facts.schema import TableSchema, table_schemas
from wenxiao.core.parameters import Parameter, ParameterSet
from wenxiao.core.place import Place
from wenxiao.core.rules.engine import Outcome, run_rules
from wenxiao.core.rules.model import Case, Rule
from wenxiao.core.scoring.settings import ScoringSettings
from wenxiao.core.scoring.stages import score_stages
from wenxiao.core.targets import read

CASE_YEAR = 2021
CASE_CLOCK = Clock(CASE_YEAR, date(2021, 12, 31))


def run_case(rule: Rule, case: Case, place: Place) -> Outcome:
    """Run one case; cells are in the words of the filing (money in 万元), ``doc__x`` cells are the parent's.

    A row with a cell ``section`` stands in that section of the same document.

    Raises KeyError for a cell that is no column of the table, its parent or its links.
    """
    schemas = table_schemas(place.forms)
    schema = schemas[rule.table]
    parameters = adopting(place.parameters) if case.adopted else place.parameters
    stage = rule.table.split(".", maxsplit=1)[0]
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in schemas}
    form = case.form or _form_of(rule, case, place)
    linked: list[dict[str, Any]] = []
    for number, cells in enumerate(case.rows):
        keys = {
            "document": str(cells.get("document", "案例")),
            "form": form,
            "jurisdiction": place.code,
            "fiscal_year": CASE_YEAR,
        }
        # A case of a group table states the rows that are grouped.
        beside = cells.get("section") or (
            schema.section if schema.name != f"{stage}.{schema.section}" else None
        )
        here = schemas[f"{stage}.{beside}"] if beside else schema
        own, parent, extra = _sorted(cells, here, schemas[stage], place, schemas)
        if here.section is None:
            rows[stage].append({**keys, **own})
        else:
            rows[here.name].append({**keys, "row": number, **own})
            if schema.section is not None and all(r["document"] != keys["document"] for r in rows[stage]):
                rows[stage].append({**keys, **parent})
        if not beside:
            linked.append(extra)
    facts = facts_of_rows(rows, schemas, place.forms)
    facts = _overwritten(facts, stage, rows[stage])
    facts = score_stages(facts, ScoringSettings.of(parameters.at(CASE_CLOCK)))
    facts = _with_linked(facts, rule.table, linked, place)
    return run_rules(facts, [rule], parameters.at(CASE_CLOCK), {})


def adopting(parameters: ParameterSet) -> ParameterSet:
    """Give the parameters as if a bureau had adopted every proposed value."""

    def taken(parameter: Parameter) -> Parameter:
        values = tuple(value.model_copy(update={"adopt": True}) for value in parameter.values)
        return parameter.model_copy(update={"values": values})

    return ParameterSet({name: taken(parameter) for name, parameter in parameters.items()})


def _sorted(
    cells: Mapping[str, Any],
    schema: TableSchema,
    head: TableSchema,
    place: Place,
    schemas: Mapping[str, TableSchema],
) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    own: dict[str, Any] = {}
    parent: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    links = [link for link in place.links.values() if link.table == schema.name]
    for name, value in cells.items():
        if name in {"document", "section"}:
            continue
        if name.startswith("doc__"):
            column = _column(head, name.removeprefix("doc__"))
            parent[column] = _typed(head, column, value)
        elif (column := _column(schema, name)) in schema.columns:
            own[column] = _typed(schema, column, value)
        else:
            extra |= _linked_value(name, value, [c for link in links for c in expanded(link, schemas)])
    return own, parent, extra


def _column(schema: TableSchema, name: str) -> str:
    for candidate in (name, f"{name}_fen", f"{name}_cp"):
        if candidate in schema.columns:
            return candidate
    return name


def _typed(schema: TableSchema, column: str, value: Any) -> Any:
    return caster(schema.columns[column].type, "万元")(value)


def _linked_value(name: str, value: Any, known: list[str]) -> dict[str, Any]:
    if name not in known:
        raise KeyError(f"案例里的“{name}”不是该表、上级表或关联的列")
    if f"{name}_value" not in known:
        return {name: value}
    reading = read(None if value is None else str(value), year=CASE_YEAR)
    return {name: value, f"{name}_value": reading.low}


def _overwritten(facts: Facts, stage: str, rows: list[dict[str, Any]]) -> Facts:
    """Put given values of computed columns back: a case may state 执行率 without the amounts behind it."""
    frame = facts[stage]
    given = {k for row in rows for k, v in row.items() if v is not None and k in frame.columns}
    for name in given:
        values = [row.get(name) for row in rows]
        fresh = nw.new_series(name, values, frame.schema[name], backend=frame.implementation)
        frame = frame.with_columns(nw.when(~fresh.is_null()).then(fresh).otherwise(nw.col(name)).alias(name))
    return Facts({**facts.tables, stage: frame}, facts.schemas)


def _form_of(rule: Rule, case: Case, place: Place) -> str:
    """Give the stage's form that has the sections the case uses, one for projects before one for departments."""
    stage, _, table = rule.table.partition(".")
    groups = {g.id: g.of for f in place.forms.values() if f.stage == stage for g in f.groups}
    section = groups.get(table, table)
    sections = {str(row["section"]) for row in case.rows if row.get("section")} | ({section} - {""})
    fitting = [f for f in place.forms.values() if f.stage == stage and all(map(f.has, sections))]
    return min(fitting, key=lambda f: "project" not in f.subject).id


def _with_linked(facts: Facts, table: str, linked: list[dict[str, Any]], place: Place) -> Facts:
    frame = facts[table]
    known = {
        ours: facts.schemas[link.source].columns[theirs].dtype
        for link in place.links.values()
        if link.table == table and link.source in facts.schemas
        for ours, theirs in expanded(link, facts.schemas).items()
    }
    for name in sorted({key for row in linked for key in row} | set(known)):
        values = [row.get(name) for row in linked]
        kind = known.get(name) or _kind_of(values)
        frame = frame.with_columns(nw.new_series(name, values, kind, backend=frame.implementation))
    return Facts({**facts.tables, table: frame}, facts.schemas)


def _kind_of(values: list[Any]) -> Any:
    if any(isinstance(value, float) for value in values):
        return nw.Float64
    return nw.Int64 if any(isinstance(value, int) for value in values) else nw.String
