"""One rulebook folder (national or local) read into a layer; nothing is merged here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from wenxiao.core.calendar import show_date
from wenxiao.core.complaints import complaint
from wenxiao.core.errors import RulebookError
from wenxiao.core.forms.model import Form
from wenxiao.core.links import Link
from wenxiao.core.parameters import Parameter, ParameterSet
from wenxiao.core.rules.loading import load_rules
from wenxiao.core.rules.model import Rule
from wenxiao.core.yaml_files import check_entry, line_of, line_with, load_entries, load_mapping, yaml_files

if TYPE_CHECKING:
    from wenxiao.core.frameworks import Framework
    from wenxiao.core.indicators import Adoption, Card
    from wenxiao.core.reports import Report

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Layer:
    """What one folder says, before overlays are applied."""

    code: str
    name: str
    parent: str | None
    folder: Path
    parameters: ParameterSet = field(default_factory=ParameterSet)
    forms: dict[str, Form] = field(default_factory=dict)
    rules: dict[str, Rule] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """The reports of the folder, read when first asked for: most commands need none."""
        from wenxiao.core.reports import read_reports

        return read_reports(self.folder / "reports")

    @cached_property
    def frameworks(self) -> dict[str, Framework]:
        """The evaluation frameworks of the folder, read when first asked for; each sums to 100."""
        from wenxiao.core.frameworks import Framework, check_sum

        found = _read_models(
            self.folder / "frameworks",
            lambda p: Framework.model_validate({**load_mapping(p), "id": p.stem, "file": str(p)}),
        )
        for framework in found.values():
            check_sum(framework, Path(framework.file))
        return found

    @cached_property
    def library(self) -> tuple[list[Card], dict[str, Adoption]]:
        """The indicator cards of the folder and those it adopts from below, read when first asked for."""
        cards: list[Card] = []
        adoptions: dict[str, Adoption] = {}
        for path in yaml_files(self.folder / "indicators"):
            found, taken = _read_cards(path, self)
            cards += found
            adoptions |= taken
        return cards, adoptions


class Head(BaseModel):
    """What ``place.yaml`` says: the place's code, name and the place it inherits from."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    code: str
    name: str
    parent: str | None = None
    note: str | None = None
    facts: dict[str, Any] = {}


def read_layer(folder: Path, *, allow_code: bool) -> Layer:
    """Read one folder; Python files in it are refused unless ``allow_code``."""
    head = _read_head(folder / "place.yaml")
    code_files = sorted(folder.rglob("*.py"))
    if code_files and not allow_code:
        raise RulebookError(
            "包外的规则库只能放 YAML；确需放代码的，由管理员用 --allow-code 明确放行。",
            file=str(code_files[0]),
        )
    return Layer(
        code=head.code,
        name=head.name,
        parent=head.parent,
        folder=folder,
        parameters=_read_parameters(folder / "parameters", head.code),
        forms=_read_models(folder / "forms", _form),
        rules=load_rules(folder / "rules"),
        links=_read_links(folder / "links.yaml"),
        facts=head.facts,
    )


def _read_head(path: Path) -> Head:
    try:
        return Head.model_validate(load_mapping(path))
    except ValidationError as fault:
        raise complaint(fault, path) from fault


def _read_links(path: Path) -> dict[str, Link]:
    found: dict[str, Link] = {}
    for key, entry in (load_entries(path) if path.is_file() else {}).items():
        try:
            found[key] = Link.model_validate({"id": key, **entry})
        except ValidationError as fault:
            raise complaint(fault, path, key) from fault
    return found


def _form(path: Path) -> Form:
    return Form.model_validate({**load_mapping(path), "id": path.stem, "file": str(path)})


def _read_cards(path: Path, layer: Layer) -> tuple[list[Card], dict[str, Adoption]]:
    from wenxiao.core.indicators import adoptions_of, cards_of

    written = load_mapping(path)
    check_entry(path, "cards", written.get("cards") or {})
    for key, entry in (written.get("cards") or {}).items():
        check_entry(path, str(key), entry)
    _check_library_head(path, written)
    wanted = written.get("from_framework")
    if wanted is not None and wanted not in layer.frameworks:
        raise RulebookError(
            f"指标文件引用的评价指标体系 {wanted} 不在同一规则库的 frameworks 里，请改正名称。",
            file=str(path),
            line=line_of(path, "from_framework"),
        )
    try:
        cards = cards_of(
            path.stem, written, layer.frameworks[wanted] if wanted else None, layer.code, str(path)
        )
    except ValidationError as fault:
        raise complaint(fault, path) from fault
    return cards, adoptions_of(path.stem, written, layer.code)


def _check_library_head(path: Path, written: dict[str, Any]) -> None:
    known = ("field", "common", "note", "keywords", "from_framework", "cards")
    for key in written:
        if key not in known:
            message = f"指标文件不认识“{key}”，这里只写 {'、'.join(known)}，请删去或改正名称。"
            raise RulebookError(message, file=str(path), line=line_of(path, str(key)))
    if bool(written.get("field")) == bool(written.get("common")):
        message = "指标文件要写 field（领域）或 common（共性指标的类别），两者只写一个，请补上或删去一个。"
        raise RulebookError(message, file=str(path), line=1)


def _read_models(folder: Path, build: Callable[[Path], M]) -> dict[str, M]:
    found: dict[str, M] = {}
    for path in yaml_files(folder):
        try:
            found[path.stem] = build(path)
        except ValidationError as fault:
            raise complaint(fault, path) from fault
    return found


def _read_parameters(folder: Path, place: str) -> ParameterSet:
    found: dict[str, Parameter] = {}
    for path in yaml_files(folder):
        for key, written in load_entries(path).items():
            entry = dict(written)
            values = entry.get("values", ())
            for value in values if isinstance(values, list) else ():
                if isinstance(value, dict):
                    value.setdefault("place", place)
            entry.setdefault("label", key)
            try:
                parameter = Parameter.model_validate(
                    {**entry, "name": f"{path.stem}.{key}", "file": str(path)}
                )
            except ValidationError as fault:
                raise complaint(fault, path, key) from fault
            _check_dates(parameter, path, key)
            found[parameter.name] = parameter
    return ParameterSet(found)


def _check_dates(parameter: Parameter, path: Path, key: str) -> None:
    days = [value.since for value in parameter.values]
    for before, day in pairwise(days):
        if day <= before:
            fact = (
                f"{show_date(day)} 出现了两次"
                if day == before
                else f"{show_date(day)} 排在 {show_date(before)} 之后"
            )
            raise RulebookError(
                f"参数 {parameter.name}（{parameter.label}）的生效日期重叠：{fact}。"
                "每个日期只能有一个取值，由早到晚排列，请删去重复的或改正日期。",
                file=str(path),
                line=line_with(path, day.isoformat(), after=key, last=day == before),
            )
    if parameter.keyed_by == "fiscal_year" and any((d.month, d.day) != (1, 1) for d in days):
        raise RulebookError(
            f"参数 {key} 按预算年度取值，生效日期须为 1 月 1 日。", file=str(path), line=line_of(path, key)
        )
