"""Projects: what a budget line of the district is, and how one comes into being."""

from __future__ import annotations

from dataclasses import dataclass, field

from .departments import Department
from .exact import WAN, uneven
from .measures import Measure, choose
from .shape import JURISDICTION, MONITOR_FROM_FEN
from .streams import stream, weighted
from .words import Template, load, templates

CONTINUING, NEW = "延续项目", "新增项目"
ENDINGS = ("", "（第二批）", "（第三批）", "（第四批）")


@dataclass(slots=True)
class Project:
    """One project with its money of both years; ``measures`` carry its indicators."""

    code: str
    name: str
    department: Department
    unit: str
    group: str
    kind: str
    budget_fen: int  # of 2021; 0 when it ended in 2020
    standing: str
    recurrence: str
    measures: list[Measure] = field(default_factory=list)
    before_fen: int = 0  # adjusted budget of 2020
    direct_funds: bool = False
    special_bond: bool = False
    agriculture: bool = False
    object_kind: str = "项目"

    @property
    def monitored(self) -> bool:
        """Whether the project meets one of the criteria of key monitoring in 2021."""
        flagged = self.direct_funds or self.special_bond or self.agriculture
        return flagged or self.budget_fen >= MONITOR_FROM_FEN


def project_code(department: Department, year: int, number: int) -> str:
    """Build a project code: place, year, kind, department, running number."""
    return f"{JURISDICTION}{year % 100:02d}T{int(department.code):06d}{number:04d}"


def name_of(department: Department, template: Template, key: object, used: set[str]) -> str:
    """Fill a name's slots; a street fills in itself. A name already taken becomes a phase of its own."""
    rng, places = stream("name", department.code, key), load("places")
    for attempt in range(80):
        name = template.name.format(
            town=department.town or rng.choice(places["towns"]),
            road=rng.choice(places["roads"]),
            school=rng.choice(places["schools"]),
            river=rng.choice(places["rivers"]),
            village=rng.choice(places["villages"]),
            zone=rng.choice(places["zones"]),
            theme=rng.choice(places["themes"]),
        )
        for ending in ENDINGS if attempt >= 20 else ("",):
            if name + ending not in used:
                used.add(name + ending)
                return name + ending
    raise AssertionError(f"no free name left for {department.name}")


def make(
    department: Department, number: int, *, monitored: bool, used: set[str], continuing: bool
) -> Project:
    """Make one project of a department, on the wanted side of the monitoring criteria."""
    rng = stream("project", department.code, number)
    group = department.groups[0] if rng.random() < 0.75 else rng.choice(department.groups)
    offered = [t for t in templates(group) if (t.high >= 400 if monitored else t.low <= 120)] or templates(
        group
    )
    template = rng.choice(list(offered))
    since = weighted(rng, [(2, 2018), (3, 2019), (5, 2020)]) if continuing else 2021
    one_off = template.kind in {"works", "equip"} or rng.random() < 0.12
    project = Project(
        project_code(department, since, number),
        name_of(department, template, number, used),
        department,
        department.units[0] if rng.random() < 0.6 else rng.choice(department.units),
        group,
        template.kind,
        0,
        CONTINUING if continuing else NEW,
        "一次性项目" if one_off else "经常性项目",
    )
    _fund(project, template, monitored=monitored)
    project.measures = choose(stream("measures", project.code), group, template.kind, template.quantities)
    share = rng.randint(78, 118)
    project.before_fen = max(project.budget_fen * share // 100 // WAN, 3) * WAN + rng.choice(
        [0, 0, 346500, 81234]
    )
    return project


def _fund(project: Project, template: Template, *, monitored: bool) -> None:
    """Give the project its budget and flags: monitored by amount, by flag, or by both; or by neither."""
    rng = stream("fund", project.code)
    if not monitored:
        project.budget_fen = min(uneven(rng, min(template.low, 90), min(template.high, 199)), 199 * WAN)
        return
    flag = _flag(project, template)
    if flag and rng.random() < 0.55:
        project.budget_fen = min(uneven(rng, min(template.low, 90), 199), 199 * WAN)
    else:
        project.budget_fen = uneven(rng, max(template.low, 200), max(template.high, 420))
    if flag and (project.budget_fen < MONITOR_FROM_FEN or rng.random() < 0.4):
        setattr(project, flag, True)


def _flag(project: Project, template: Template) -> str | None:
    """The criterion, other than the amount, that suits the project."""
    if project.group == "农业" or "农村" in template.name:
        return "agriculture"
    if project.kind == "subsidy" and project.group in {"民政", "教育", "社保", "卫生", "街道", "招商"}:
        return "direct_funds"
    if project.kind == "works" and template.high >= 4000:
        return "special_bond"
    return None
