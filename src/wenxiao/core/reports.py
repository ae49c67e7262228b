"""Reports as the rulebook states them: figures, annexes and a template of sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wenxiao.core.errors import RulebookError
from wenxiao.core.expr import Expr
from wenxiao.core.parameters import Parameters
from wenxiao.core.rules.loading import load_module
from wenxiao.core.yaml_files import load_yaml


@dataclass(frozen=True, slots=True)
class Query:
    """A named query: the rows of a fact table that meet ``where``, and one aggregate over them.

    ``value`` is an aggregate such as ``col("amount_fen").sum()``; without it rows are counted.
    """

    table: str
    where: Expr
    value: Expr | None = None


@dataclass(frozen=True, slots=True)
class Ratio:
    """``part`` ÷ ``whole``, both figures of the same report, from their unrounded values."""

    part: str
    whole: str


@dataclass(frozen=True, slots=True)
class Difference:
    """``minuend`` − ``subtrahend``, both figures of the same report, from their unrounded values."""

    minuend: str
    subtrahend: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A figure that is a parameter of the rulebook."""

    value: Any


Measure = Query | Ratio | Difference | Fixed
FigureBody = Callable[[Parameters, int], Measure]


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a report; ``id`` is ``report.name``; rounding is half-up at ``digits``."""

    id: str
    label: str
    unit: str
    digits: int
    basis: tuple[str, ...]
    body: FigureBody


@dataclass(frozen=True, slots=True)
class Listing:
    """An annex: the rows of a fact table that meet ``where``, chosen columns, in order."""

    table: str
    where: Expr
    columns: tuple[tuple[str, str], ...]
    sort: tuple[str, ...]
    total: tuple[str, ...] = ()


AnnexBody = Callable[[Parameters, int], Listing]


@dataclass(frozen=True, slots=True)
class Annex:
    """A table behind the report."""

    id: str
    title: str
    order: int
    body: AnnexBody


@dataclass(frozen=True)
class Report:
    """A report: what it is called, its sections of sentences, its figures and annexes."""

    id: str
    title: str
    template: dict[str, Any]
    figures: dict[str, Figure] = field(default_factory=dict)
    annexes: tuple[Annex, ...] = ()
    folder: str = ""


def figure(
    *, label: str, unit: str = "", digits: int = 0, basis: tuple[str, ...] = ()
) -> Callable[[FigureBody], FigureBody]:
    """Declare the function below as a figure of its report; the function's name is its id."""

    def mark(body: FigureBody) -> FigureBody:
        body.__dict__["figure"] = (label, unit, digits, basis)
        return body

    return mark


def annex(*, title: str, order: int) -> Callable[[AnnexBody], AnnexBody]:
    """Declare the function below as an annex table of its report."""

    def mark(body: AnnexBody) -> AnnexBody:
        body.__dict__["annex"] = (title, order)
        return body

    return mark


def read_reports(folder: Path) -> dict[str, Report]:
    """Read every report of a ``reports/`` folder: one sub-folder with ``template.yaml`` and Python files each."""
    found = {}
    for template in sorted(folder.glob("*/template.yaml")) if folder.is_dir() else []:
        report = _read(template.parent)
        found[report.id] = report
    return found


def _read(folder: Path) -> Report:
    template = load_yaml(folder / "template.yaml")
    figures: dict[str, Figure] = {}
    annexes: list[Annex] = []
    for path in sorted(folder.glob("*.py")):
        module = load_module(path, f"wenxiao_reports.{folder.parent.parent.name}.{folder.name}.{path.stem}")
        for name, told in vars(module).items():
            declared = getattr(told, "__dict__", {})
            if "figure" in declared:
                if name in figures:
                    raise RulebookError(f"指标数 {name} 定义了两次，请改名。", file=str(path))
                label, unit, digits, basis = declared["figure"]
                figures[name] = Figure(f"{folder.name}.{name}", label, unit, digits, basis, told)
            if "annex" in declared:
                title, order = declared["annex"]
                annexes.append(Annex(f"{folder.name}.{name}", title, order, told))
    annexes.sort(key=lambda a: a.order)
    return Report(folder.name, template["title"], template, figures, tuple(annexes), str(folder))
