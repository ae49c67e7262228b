"""One Markdown page for every rule, parameter, form and source, and an index of each kind."""

from __future__ import annotations

from collections.abc import Iterable

from wenxiao.core.calendar import show_date
from wenxiao.core.catalog import Catalog
from wenxiao.core.facts.schema import table_schemas
from wenxiao.core.forms.model import Field, Form
from wenxiao.core.parameters import Parameter
from wenxiao.core.place import Place
from wenxiao.core.rules.model import SEVERITY_LABEL, Case, Rule
from wenxiao.core.sources import STATUS_LABEL, Source
from wenxiao.reporting.handbook.links import basis_link, link, users_of_parameter, users_of_source

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
    return "\n".join(lines) + "\n"


def _labels(rule: Rule, place: Place) -> dict[str, str]:
    """Give the words for what a case names: columns without their unit's suffix, the parent's and the links'."""
    schemas = table_schemas(place.forms)
    stage = schemas[rule.table.split(".", maxsplit=1)[0]].columns
    names = {f"doc__{_bare(n)}": c.label for n, c in stage.items()}
    names |= {_bare(n): c.label for n, c in schemas[rule.table].columns.items()}
    for known in place.links.values():
        names |= {
            ours: known.label for ours in known.columns if known.table == rule.table and ours not in names
        }
    return names


def _bare(column: str) -> str:
    return column.removesuffix("_fen").removesuffix("_cp")


def _case(case: Case, labels: dict[str, str]) -> str:
    rows = "<br>".join(
        "，".join(f"{labels.get(k, k)}＝{'未填' if v in {None, ''} else v}" for k, v in row.items())
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
            f"| {show_date(value.since)} | `{value.value}` | {basis_link(value.basis, catalog)} | {mark} | "
            f"{CONFIDENCE[value.confidence]} | {value.reviewed or '—'} | {words} |"
        )
    users = users_of_parameter(parameter.name, place)
    lines += ["", "**谁在用** " + ("、".join(users) if users else "目前没有规则或报告使用")]
    return "\n".join(lines) + "\n"


def _unit(parameter: Parameter) -> str:
    return f" · 单位 {parameter.unit}" if parameter.unit else ""


def form_page(form: Form, catalog: Catalog, place: Place) -> str:
    """Give the page of a form: its sections and fields as a dictionary, and the rules that look at it."""
    lines = [
        f"# {form.title}",
        "",
        f"`{form.id}` · 阶段 `{form.stage}` · 表样 {form.version} · 金额单位 {form.money_unit}",
        "",
        form.help or "",
        "",
        "**依据** " + "；".join(basis_link(b, catalog) for b in form.basis),
        "",
    ]
    for section in form.sections:
        lines += [f"## {section.label}", ""]
        if section.rows:
            lines += ["行：" + "、".join(f"{r.label}（`{r.id}`）" for r in section.rows), ""]
        lines += ["| 栏目 | 字段 | 类型 | 必填 | 事实表里的列 | 也认作 |", "|---|---|---|---|---|---|"]
        lines += [_field(told) for told in (*section.fields, *section.footer, *section.computed)]
        lines.append("")
    rules = [
        link("rules", r.id, r.title)
        for r in place.rules.values()
        if r.table.split(".", maxsplit=1)[0] == form.stage
    ]
    lines += ["**检查本表的规则** " + ("、".join(rules) or "无")]
    return "\n".join(lines) + "\n"


def _field(told: Field) -> str:
    also = "、".join(told.aliases) or "—"
    return f"| {told.label} | `{told.id}` | {told.type} | {'是' if told.required else ''} | `{told.fact_column}` | {also} |"


def source_page(source: Source, place: Place) -> str:
    """Give the page of a legal source: what is known of it, how sure, and who cites it."""
    facts = {
        "文号": source.number, "发文机关": source.issuer, "印发": source.issued_shown, "施行": source.in_force,
        "废止": source.repealed, "适用范围": source.scope, "网址": source.address, "说明": source.note,
        "了解程度": "见过公开页面" if source.known == "seen" else "凭行业常识，待与原文核对",
        "把握": CONFIDENCE[source.confidence],
    }  # fmt: skip
    lines = [f"# {source.title}", "", f"`{source.id}`", "", "| 项目 | 内容 |", "|---|---|"]
    lines += [f"| {label} | {value} |" for label, value in facts.items() if value is not None]
    users = users_of_source(source.id, place)
    lines += ["", "**谁引用**", "", *(f"- {user}" for user in users or ["目前没有引用"])]
    return "\n".join(lines) + "\n"


def index_page(title: str, entries: Iterable[tuple[str, str, str]]) -> str:
    """Give an index: (id, title, remark) a row."""
    lines = [f"# {title}", "", "| 编号 | 名称 | |", "|---|---|---|"]
    lines += [
        f"| [`{identifier}`]({identifier}.md) | {name} | {remark} |" for identifier, name, remark in entries
    ]
    return "\n".join(lines) + "\n"
