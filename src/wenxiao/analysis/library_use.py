"""Use of the indicator library: who files what, and which cards tell nothing any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from wenxiao.core.facts.model import Facts
from wenxiao.core.indicators import Card, plain_name

TABLES = ("goal.indicators", "self_evaluation.indicators")
COMMON = {"项目": "project", "政策": "policy", "部门整体": "department"}
# From how many facts on anything is advised: below, chance alone would look like a pattern.
ENOUGH_FILINGS, ENOUGH_IN_FIELD, ENOUGH_RESULTS, ENOUGH_UNITS = 30, 10, 5, 3


@dataclass(frozen=True)
class Row:
    """One row of a filing that names an indicator; ``met`` is None where nobody can tell."""

    name: str
    year: int | None
    document: str
    budget_unit: str | None
    department: str | None
    subject: str | None
    subject_kind: str | None
    stage: str
    target: str | None
    kind: str | None
    measure: str | None  # the target's base unit
    value: float | None  # the target in that unit
    sure: str | None
    direction: str | None
    actual: str | None
    met: bool | None


@dataclass
class Use:
    """How a card is used: filings, units, years, results; ``advice`` is None while too little is known."""

    card: Card
    filings: set[str] = field(default_factory=set)
    budget_units: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)
    results: int = 0  # rows of self-evaluations
    measured: int = 0  # of these, with an actual value
    met: int = 0  # of these, with the target met
    advice: str | None = None
    facts: str = ""


@dataclass(frozen=True)
class Wanted:
    """A name that several units file though no card has it: worth taking into the library."""

    name: str
    rows: int
    budget_units: int


def rows_of(facts: Facts) -> Iterator[Row]:
    """Give the indicator rows of goals and self-evaluations; scored facts know whether targets were met."""
    for table in TABLES:
        if table not in facts.tables or not len(facts[table]):
            continue
        stage = table.split(".", maxsplit=1)[0]
        heads = {head["document"]: head for head in facts[stage].iter_rows(named=True)}
        for row in facts[table].iter_rows(named=True):
            if row["level3"]:
                yield _row(row, heads.get(row["document"], {}), stage)


def _row(row: Mapping[str, Any], head: Mapping[str, Any], stage: str) -> Row:
    return Row(
        row["level3"], row["fiscal_year"], row["document"], head.get("unit") or head.get("department"), head.get("department"),
        head.get("subject_code") or head.get("subject_name"),
        head.get("subject_kind"), stage, row["target"], row["target_kind"],
        row["target_unit"], row["target_value"], row["target_sure"], row["direction"], row.get("actual"), row.get("met"),
    )  # fmt: skip


def uses(cards: Iterable[Card], rows: Iterable[Row]) -> tuple[list[Use], list[Wanted]]:
    """Give the use of every card, with advice to retire where the facts carry it, and what is filed without a card.

    A row belongs to the cards whose name it has, asides and marks left out. Leaves of frameworks are
    never advised against for want of use: score sheets need them. The most used come first.
    """
    told = [Use(card) for card in cards]
    by_name: dict[str, list[Use]] = defaultdict(list)
    for use in told:
        for key in use.card.keys:
            by_name[key].append(use)
    others: dict[str, list[Row]] = defaultdict(list)
    filings = set()
    for row in rows:
        filings.add(row.document)
        mine = [use for use in by_name.get(plain_name(row.name), ()) if _belongs(use.card, row)]
        for use in mine:
            _count(use, row)
        if not mine:
            others[plain_name(row.name)].append(row)
    by_group: dict[str, set[str]] = defaultdict(set)
    for use in told:
        by_group[use.card.group] |= use.filings
    used_groups = {group for group, documents in by_group.items() if len(documents) >= ENOUGH_IN_FIELD}
    for use in told:
        use.facts = _facts(use, len(filings))
        use.advice = _advice(use, len(filings), used_groups)
    told.sort(key=lambda use: (-len(use.filings), use.card.id))
    return told, _wanted(others)


def _belongs(card: Card, row: Row) -> bool:
    """Tell whether a common indicator is used for what it is common to; one of a field goes by its name."""
    return card.common is None or COMMON.get(card.common) == row.subject_kind


def _count(use: Use, row: Row) -> None:
    use.filings.add(row.document)
    if row.budget_unit:
        use.budget_units.add(row.budget_unit)
    if row.year:
        use.years.add(row.year)
    if row.stage == "self_evaluation":
        use.results += 1
        use.measured += bool(row.actual)
        use.met += row.met is True


def _facts(use: Use, filings: int) -> str:
    if not use.filings:
        return f"读到的 {filings} 份申报和自评里没有用过"
    years = "、".join(map(str, sorted(use.years)))
    text = f"{len(use.filings)} 份用过，{len(use.budget_units)} 家单位，年度 {years or '未填'}"
    if use.results:
        text += f"；自评 {use.results} 次，填了完成值 {use.measured} 次，完成 {use.met} 次"
    return text


def _advice(use: Use, filings: int, used_groups: set[str]) -> str | None:
    """Say what the facts suggest; a person decides."""
    if use.card.workload and use.filings:
        return "反映工作量，多少由实际发生决定，不宜设下限；建议改用办结率、及时率一类指标。"
    if use.results >= ENOUGH_RESULTS and not use.measured:
        return f"自评 {use.results} 次都没有填完成值，可能无法取数；建议补上数据来源，取不到的退出指标库。"
    floor = bool(use.card.standard and "0" in use.card.standard)  # 目标值为 0: always met is as it should be
    if use.measured >= ENOUGH_RESULTS and use.met == use.measured == use.results and not floor:
        return f"自评 {use.results} 次全部完成，分不出好坏；建议提高标准或退出指标库。"
    unused = not use.filings and filings >= ENOUGH_FILINGS
    if unused and use.card.framework is None and use.card.group in used_groups:
        return f"同领域的其他指标有人用，它在 {filings} 份里一次也没有；建议与相近指标合并或退出。"
    return None


def _wanted(others: Mapping[str, list[Row]]) -> list[Wanted]:
    found = []
    for rows in others.values():
        units = {row.budget_unit for row in rows if row.budget_unit}
        if len(units) >= ENOUGH_UNITS:
            found.append(Wanted(rows[0].name, len(rows), len(units)))
    return sorted(found, key=lambda wanted: (-wanted.budget_units, -wanted.rows, wanted.name))
