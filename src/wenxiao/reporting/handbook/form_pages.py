"""The page of a form: its fields as a dictionary, its versions, guides, frameworks and rules."""

from __future__ import annotations

from wenxiao.core.calendar import show_date
from wenxiao.core.catalog import Catalog
from wenxiao.core.forms.model import Field, Form
from wenxiao.core.place import Place
from wenxiao.core.sources import STATUS_LABEL
from wenxiao.core.uses import frameworks_of_form, rules_of_form
from wenxiao.reporting.handbook.links import basis_link, things_line

TYPES = {
    "text": "文字", "longtext": "长文字", "code": "编码", "choice": "选择", "flag": "是否", "year": "年度", "date": "日期",
    "integer": "整数", "number": "数", "rate": "比率", "money": "金额", "points": "分数", "target": "指标值",
}  # fmt: skip


def form_page(form: Form, catalog: Catalog, place: Place) -> str:
    """Give the page of a form as the official table orders it."""
    lines = [
        f"# {form.title}",
        "",
        f"`{form.id}` · 阶段 `{form.stage}` · 表样 {form.version} · 金额单位 {form.money_unit} · {STATUS_LABEL[form.status]}",
        "",
        form.help or "",
        "",
        "**依据** " + "；".join(basis_link(basis, catalog) for basis in form.basis),
    ]
    if form.guides:
        lines += ["", "**填表指引** " + "；".join(basis_link(guide, catalog) for guide in form.guides)]
    lines += _versions(form, catalog)
    for section in form.sections:
        lines += ["", f"## {section.label}", ""]
        if section.rows:
            lines += ["行：" + "、".join(f"{row.label}（`{row.id}`）" for row in section.rows), ""]
        lines += [
            "| 栏目 | 字段 | 类型 | 必填 | 事实表里的列 | 怎样填 | 也认作 |",
            "|---|---|---|---|---|---|---|",
        ]
        lines += [_field(told, catalog) for told in (*section.fields, *section.footer)]
    lines += things_line("可用的评价指标体系", frameworks_of_form(form, place))
    lines += things_line("检查本表的规则", rules_of_form(form, place), "无")
    lines += ["", f"模板 `wenxiao template {form.id} -o 表.xlsx`，数据格式 `wenxiao schema {form.id}`。"]
    return "\n".join(lines) + "\n"


def _versions(form: Form, catalog: Catalog) -> list[str]:
    """Give the history of the form: what changed from which day, and on what basis."""
    if not form.versions:
        return []
    lines = [
        "",
        "| 自 | 变动 | 依据 |",
        "|---|---|---|",
        f"| {show_date(form.version)} | 最初的表样 | {_bases(form.basis, catalog)} |",
    ]
    lines += [
        f"| {show_date(v.since)} | {v.note or '栏目有变'} | {_bases(v.basis, catalog)} |"
        for v in form.versions
    ]
    return lines


def _bases(bases: tuple[str, ...], catalog: Catalog) -> str:
    return "；".join(basis_link(basis, catalog) for basis in bases)


def _field(told: Field, catalog: Catalog) -> str:
    parts = [told.help, f"例：{told.example}" if told.example else None]
    parts += [f"填 {'、'.join(told.choices)}" if told.choices else None]
    parts += [f"常填 {'、'.join(told.suggest)}" if told.suggest else None]
    parts += [f"见 {basis_link(told.guide, catalog)}" if told.guide else None, _period(told)]
    how = "；".join(part for part in parts if part).replace("|", "／") or "—"
    also = "、".join(told.aliases) or "—"
    required = "是" if told.required else ""
    return f"| {told.label} | `{told.id}` | {TYPES[told.type]} | {required} | `{told.fact_column}` | {how} | {also} |"


def _period(told: Field) -> str | None:
    since = f"{show_date(told.since)}起" if told.since else ""
    until = f"到{show_date(told.until)}止" if told.until else ""
    return f"{since}{until}有此栏" if since or until else None
