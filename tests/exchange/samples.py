"""Forms and documents for the tests of this folder: every form of the rulebook, every version of it."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path

import yaml
from hypothesis import strategies as st

import wenxiao.rulebook
from wenxiao.core.documents import set_path
from wenxiao.core.forms.model import Form
from wenxiao.core.forms.structure import complete

FOLDER = Path(wenxiao.rulebook.__file__).parent / "cn" / "forms"
FORMS = {
    p.stem: Form(id=p.stem, **yaml.safe_load(p.read_text("utf-8"))) for p in sorted(FOLDER.glob("*.yaml"))
}


def versions() -> list[Form]:
    """Every form on every day on which it changed."""
    found = []
    for form in FORMS.values():
        fields = [f for s in form.sections for f in (*s.fields, *s.footer)]
        days = {*form.days} | {f.since for f in fields if f.since}
        days |= {f.until + timedelta(days=1) for f in fields if f.until} | {
            f.until for f in fields if f.until
        }
        found += [form.at(day) for day in sorted(days)]
    return found


WORDS = st.sampled_from([
    "道路清扫保洁", "培训人数（人次）", "雾炮车降尘\n第二行", "=cmd|'/c calc'!A1", "+86", "-", "@某",
    "≥95%", "98%", "1-12月",
    "[155]城市管理局", "第 3 期：验收", "a_x0041_b", "“四项制度”健全", "0012", "无", "达成预期指标", "1e5",
    "2021年底",
    "TRUE", "3/4", "10,000", "目标1：完成\n目标2：提高", "长" * 120,
])  # fmt: skip
MONEY = st.sampled_from(
    ["90", "89.974", "0", "13.971129", "52.800000", "1,234.5", "7,00.0,77", "372.29万元", "100000000"]
)
POINTS = st.sampled_from(["10", "22.5", "3.71", "25.00", "20%", "0", "好"])
CODES = st.sampled_from(["51092324T000010263357", "00123", "123456789012345678901", "207101"])


def value_of(field):
    """A strategy for one field's value, as written."""
    kinds = {
        "money": MONEY, "points": POINTS, "code": CODES, "flag": st.booleans(),
        "year": st.integers(2015, 2030),
        "date": st.just("2021-12-31"), "integer": st.sampled_from(["5", "12", "1200"]),
        "number": st.sampled_from(["5", "1.25"]), "rate": st.sampled_from(["100%", "102.59%", "1", "99.97"]),
    }  # fmt: skip
    if field.type == "choice" or field.choices:
        return st.sampled_from(field.choices)
    return kinds.get(field.type, WORDS)


def _maybe(field):
    # A dash where a number belongs means nothing is written; in a head field it stays text.
    return st.one_of(value_of(field), value_of(field), st.none())


@st.composite
def documents(draw, form):
    """A document of ``form`` as reading would give it."""
    content = {"form": form.id, "jurisdiction": draw(st.sampled_from([None, "440112"])), "money_unit": "万元"}
    content["subject"] = {"kind": draw(st.sampled_from(form.subject)), "code": None, "name": None}
    for field in form.scalar_fields():
        set_path(content, field.id, draw(_maybe(field)))
    if content.get("fiscal_year") is None:
        content["fiscal_year"] = 2021  # the title line tells it
    for section in form.matrices():
        columns = [f for f in section.fields if not f.only_row]
        rows = [{"line": r.id, **{f.id: draw(_maybe(f)) for f in columns}} for r in section.rows]
        content[section.id] = rows
    for section in form.tables():
        content[section.id] = [draw(_row(section, i)) for i in range(draw(st.integers(0, 5)))]
    return complete(content, form)


@st.composite
def _row(draw, section, i):
    row = {f.id: draw(_maybe(f)) for f in section.fields}
    for n, key in enumerate(section.fill_down):
        row[key] = draw(st.sampled_from([f"产出指标{n}（50分）", f"效益指标{n}"]))
    name = next(
        (f.id for f in section.fields if f.required and f.id not in section.fill_down), section.fields[0].id
    )
    field = next(f for f in section.fields if f.id == name)
    row[name] = f"{i}号内容" if field.type in {"text", "longtext"} else draw(value_of(field))
    return row


def plain(filing):
    """What a filing says, without where it came from."""
    return dataclasses.asdict(filing)["content"]


SAMPLE = complete({
    "form": "self_evaluation", "jurisdiction": "440112", "fiscal_year": 2021,
    "subject": {"kind": "project", "code": "51092324T000010263357", "name": "雾炮车降尘抑尘服务"},
    "department": "[155]城市管理局", "unit": "环境卫生管理处", "money_unit": "万元",
    "funds": [{"line": "total", "initial": "90", "adjusted": "90", "executed": "89.974"},
              {"line": "fiscal", "initial": "90", "adjusted": "90", "executed": "89.974"}],
    "execution_weight": "10", "claimed_execution_rate": "99.97%", "claimed_execution_points": "10",
    "expected_goal": "目标1：完成采购。\n目标2：按期投用。", "actual_goal": "已全部完成。",
    "indicators": [
        {"level1": "产出指标（50分）", "level2": "数量指标", "level3": "配备车辆数", "target": "≥10辆",
        "actual": "10辆",
         "weight": "20", "claimed_points": "20", "reason": None},
        {"level1": "产出指标（50分）", "level2": "质量指标", "level3": "验收合格率", "target": "98%",
        "actual": "100%",
         "weight": "22.5", "claimed_points": "22.5", "reason": None},
        {"level1": "效益指标（30分）", "level2": "社会效益指标", "level3": "市民满意程度", "target": "≥85%",
        "actual": "83%",
         "weight": "30", "claimed_points": "28", "reason": "夏季停水，已约定备用水源"},
    ],
    "claimed_total": "98", "filled_by": "张三", "phone": "020-82110000",
}, FORMS["self_evaluation"])  # fmt: skip
