"""Problems of shape say where, what, what is required and what to do."""

import pytest
from tests.exchange.samples import FORMS, SAMPLE

from wenxiao.core.forms.model import Field
from wenxiao.core.forms.shape import check_shape
from wenxiao.core.forms.structure import complete
from wenxiao.core.forms.values import typed

FORM = FORMS["self_evaluation"]


def changed(**values):
    return {**SAMPLE, **values}


def first_row(**values):
    head, *rest = SAMPLE["indicators"]
    return changed(indicators=[{**head, **values}, *rest])


def test_a_sound_document_has_no_problems():
    assert check_shape(SAMPLE, FORM) == []


@pytest.mark.parametrize(("content", "rule", "at", "words"), [
    (changed(department=None), "shape.required", "department", "“主管部门”没有填写"),
    (first_row(actual=None), "shape.required", "indicators[0].actual",
    "第 1 行「配备车辆数」的“实际完成值”没有填写"),
    (changed(funds=[{"line": "total", "executed": "7,00.0,77"}]), "shape.money", "funds.total.executed",
    "7,00.0,77"),
    (changed(funds=[{"line": "total", "executed": "-5"}]), "shape.range", "funds.total.executed",
    "不应小于 0"),
    (changed(funds=[{"line": "total", "extra": "5"}]), "shape.unknown_key", "funds[0].extra", "extra"),
    (changed(funds=[{"line": "sum"}]), "shape.unknown_line", "funds[0]",
    "只能是 total、fiscal、carryover、other"),
    (changed(funds=[{"line": "other"}, {"line": "other"}]), "shape.repeated_line", "funds[1]", "出现两次"),
    (first_row(weight="很高"), "shape.points", "indicators[0].weight", "“很高”不是分数"),
    (first_row(weight="120"), "shape.range", "indicators[0].weight", "应在 0 到 100 之间"),
    (first_row(level3="长" * 201), "shape.too_long", "indicators[0].level3", "有 201 个字，超过 200 个字"),
    (changed(fiscal_year="去年"), "shape.year", "fiscal_year", "去年"),
    (changed(review="大概"), "shape.flag", "review", "“是”或“否”"),
    (changed(claimed_execution_rate="很快"), "shape.number", "claimed_execution_rate", "应为数字"),
    (changed(unit=3), "shape.type", "unit", "应为文字"),
    (changed(subject={"kind": "department", "name": "甲"}), "shape.choice", "subject.kind",
    "project、policy"),
    (changed(indicators=[]), "shape.required", "indicators", "一行也没有"),
])  # fmt: skip
def test_each_fault_is_named(content, rule, at, words):
    (problem,) = check_shape(content, FORM)
    assert (problem.rule, problem.at) == (rule, at)
    assert words in problem.message
    assert problem.message.endswith("。")


def test_choices_dates_and_integers():
    goal, appraisal = FORMS["project_goal"], FORMS["appraisal_result"]
    wrong = complete({"subject": {"name": "甲"}, "standing": "旧项目"}, goal)
    assert ("shape.choice", "standing") in {(p.rule, p.at) for p in check_shape(wrong, goal)}
    experts = complete({"experts": "两三人"}, appraisal)
    assert ("shape.number", "experts") in {(p.rule, p.at) for p in check_shape(experts, appraisal)}


@pytest.mark.parametrize(("text", "kind", "value"), [
    ("", "text", None), ("  ", "money", None), ("—", "money", None), ("/", "points", None),
    ("—", "target", "—"),
    ("2021年", "year", 2021), ("２０２１", "year", 2021), ("去年", "year", "去年"), ("√", "flag", True),
    ("否", "flag", False),
    ("不定", "flag", "不定"), ("2021年1月5日", "date", "2021-01-05"), ("2021/2/30", "date", "2021/2/30"),
    (" 8 ", "points", "8"),
])  # fmt: skip
def test_cell_text_becomes_a_value_or_stays_as_written(text, kind, value):
    assert typed(text, Field(id="x", label="甲", type=kind)) == value
