"""One Markdown page for every rule, parameter and source, and an index of each kind."""

from __future__ import annotations

from collections.abc import Iterable

from wenxiao.core.calendar import show_date
from wenxiao.core.catalog import NATIONAL, Catalog
from wenxiao.core.facts.schema import table_schemas
from wenxiao.core.parameters import Parameter
from wenxiao.core.place import Place
from wenxiao.core.rules.model import SEVERITY_LABEL, Case, Rule
from wenxiao.core.sources import STATUS_LABEL, Source
from wenxiao.core.uses import parameters_of_rule, users_of_parameter
from wenxiao.reporting.handbook.links import basis_link, link, thing_link, things_line, users_list

CONFIDENCE = {"high": "高", "medium": "中", "low": "低", None: "—"}


def rule_page(rule: Rule, catalog: Catalog, place: Place) -> str:
    """Give the page of a rule: what it looks for, basis, remedy, cases."""
    labels = _labels(rule, place)
    forms = [
        link("forms", f.id, f.title) for f in place.forms.values() if f.stage == rule.table.split(".")[0]
    ]
    lines = [
        f"# {rule.title}",
        "",
        f"`{rule.id}` · {SEVERITY_LABEL[rule.severity]} · 查 {'、'.join(forms)}",
        "",
        rule.summary.partition("\n")[2].strip(),
        "",
        "**怎么改** " + rule.hint,
        "",
        "**依据** " + "；".join(basis_link(b, catalog) for b in rule.basis),
        "",
        "| 案例 | 应当 | 填的内容 |",
        "|---|---|---|",
        *(_case(case, labels) for case in rule.cases),
    ]
    lines += _values(rule, place)
    return "\n".join(lines) + "\n"


def _values(rule: Rule, place: Place) -> list[str]:
    """Give the parameters a rule reads with every value they have had: what the rule demanded, and since when."""
    lines = []
    for thing in parameters_of_rule(rule, place):
        parameter = place.parameters[thing.id]
        unit = f" {parameter.unit}" if parameter.unit else ""
        told = [
            f"{show_date(value.since)}起 {_shown(value.value)}{unit if value.value is not None else ''}"
            for value in parameter.values
        ]
        lines.append(f"- {thing_link(thing)}：{'；'.join(told) or '全国没有取值，由各地规定'}")
    return ["", "**用到的参数和历次取值**", "", *lines] if lines else []


def _shown(value: object) -> str:
    """Give a value in a cell or a line: plain for numbers and words, as code for lists and tables, 停用 where it ends."""
    if value is None:
        return "停用"
    return f"`{value}`" if isinstance(value, list | dict | bool) else str(value)


def _labels(rule: Rule, place: Place) -> dict[str, str]:
    """Give the words for what a case names: columns without their unit's suffix, the parent's and the links'."""
    schemas = table_schemas(place.forms)
    stage = schemas[rule.table.split(".", maxsplit=1)[0]].columns
    names = {f"doc__{_bare(n)}": c.label for n, c in stage.items()}
    sections = {
        schemas[rule.table].section,
        *(str(row.get("section")) for case in rule.cases for row in case.rows),
    }
    for table in (*(f"{rule.table.split('.', maxsplit=1)[0]}.{section}" for section in sections), rule.table):
        if table in schemas:
            names |= {_bare(n): c.label for n, c in schemas[table].columns.items()}
    for known in place.links.values():
        names |= {
            ours: known.label for ours in known.columns if known.table == rule.table and ours not in names
        }
    return names


def _bare(column: str) -> str:
    return column.removesuffix("_fen").removesuffix("_cp")


def _case(case: Case, labels: dict[str, str]) -> str:
    rows = "<br>".join(
        "，".join(
            f"{labels.get(k, k)}＝{'未填' if v in {None, ''} else v}"
            for k, v in row.items()
            if k != "section"
        )
        for row in case.rows
    )
    return f"| {case.name} | {'指出' if case.speaks else '不指出'} | {rows.replace('|', '／')} |"


def parameter_page(parameter: Parameter, catalog: Catalog, place: Place) -> str:
    """Give the page of a parameter: its history with basis and mark, and who uses it."""
    clock = "预算年度" if parameter.keyed_by == "fiscal_year" else "办理日期"
    lines = [f"# {parameter.label}", "", f"`{parameter.name}` · 按{clock}取值{_unit(parameter)}", ""]
    if parameter.help:
        lines += [parameter.help, ""]
    if parameter.values:
        lines += ["| 自 | 取值 | 依据 | 性质 | 把握 | 核对日期 | 说明 |", "|---|---|---|---|---|---|---|"]
    else:
        lines += ["国家没有统一取值，由各地规则库规定。", ""]
    for value in parameter.values:
        mark = STATUS_LABEL[value.status] + ("（未采用不生效）" if parameter.is_off(value) else "")
        words = "；".join(word for word in (value.scope, value.note) if word) or "—"
        lines.append(
            f"| {show_date(value.since)} | {_shown(value.value)} | {basis_link(value.basis, catalog)} | {mark} | "
            f"{CONFIDENCE[value.confidence]} | {value.reviewed or '—'} | {words} |"
        )
    lines += _local(parameter.name, catalog)
    lines += things_line("谁在用", users_of_parameter(parameter.name, place), "目前没有规则、报告或体系使用")
    return "\n".join(lines) + "\n"


def _local(name: str, catalog: Catalog) -> list[str]:
    """Give what the packaged places say otherwise."""
    lines = []
    for layer in catalog.layers.values():
        if layer.code != NATIONAL and name in layer.parameters:
            for value in layer.parameters[name].values:
                adopted = "采用建议值" if value.adopt else _shown(value.value)
                basis, mark = basis_link(value.basis, catalog), STATUS_LABEL[value.status]
                lines.append(f"| {layer.name} | {show_date(value.since)} | {adopted} | {basis} | {mark} |")
    return ["", "| 地方 | 自 | 取值 | 依据 | 性质 |", "|---|---|---|---|---|", *lines] if lines else []


def _unit(parameter: Parameter) -> str:
    return f" · 单位 {parameter.unit}" if parameter.unit else ""


def source_page(source: Source, catalog: Catalog, place: Place) -> str:
    """Give the page of a legal source: what is known of it, how sure, and who cites it."""
    facts = {
        "文号": source.number, "发文机关": source.issuer, "印发": source.issued_shown, "施行": source.in_force,
        "废止": source.repealed, "适用范围": source.scope, "网址": source.address, "说明": source.note,
        "了解程度": "见过公开页面" if source.known == "seen" else "凭行业常识，待与原文核对",
        "把握": CONFIDENCE[source.confidence],
    }  # fmt: skip
    lines = [f"# {source.title}", "", f"`{source.id}`", "", "| 项目 | 内容 |", "|---|---|"]
    lines += [f"| {label} | {value} |" for label, value in facts.items() if value is not None]
    lines += ["", "**谁引用**", "", *(users_list(source.id, catalog, place) or ["- 目前没有引用"])]
    return "\n".join(lines) + "\n"


def index_page(title: str, entries: Iterable[tuple[str, str, str]]) -> str:
    """Give an index: (id, title, remark) a row."""
    lines = [f"# {title}", "", "| 编号 | 名称 | |", "|---|---|---|"]
    lines += [
        f"| [`{identifier}`]({identifier}.md) | {name} | {remark} |" for identifier, name, remark in entries
    ]
    return "\n".join(lines) + "\n"
