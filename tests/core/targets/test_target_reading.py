"""What a reading says beyond kind and value: how sure, how far reached, in which unit, by which way."""

import re

import pytest
from tests.core.targets.table import rows

from wenxiao.core.targets import direction_with_source, read, reading


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("达成预期指标", "reached"),
        ("完成", "reached"),
        ("已完成", "reached"),
        ("全部完成", "reached"),
        ("按期完成", "reached"),
        ("实际在规定时间内完成", "reached"),
        ("已完成100%", "reached"),
        ("是", "reached"),
        ("部分达成预期指标并具有一定效果", "partly"),
        ("基本达到", "partly"),
        ("有所提升", "partly"),
        ("正在推进", "partly"),
        ("未完成", "missed"),
        ("未达成预期指标且效果较差", "missed"),
        ("未按时完成", "missed"),
        ("不合格", "missed"),
        ("明显改善", None),
        ("未发生", None),
        ("否", None),
        ("好", None),
    ],
)
def test_band_says_only_what_the_word_says(text: str, band: str | None):
    assert read(text).band == band


@pytest.mark.parametrize(
    ("text", "name", "sure"),
    [
        ("≥95%", None, "high"),
        ("达标率100%", None, "medium"),
        ("约200人", None, "medium"),
        ("290%", "市民满意度", "low"),
        ("115.25%", "营业收入增长率", "high"),
        ("88100", None, "low"),
        ("38508", "受益人数", "high"),
        ("50户217人", None, "low"),
        ("已完成100%", "群众满意度", "low"),
        ("已完成100%", "年度任务完成率", "medium"),
        ("007个", None, "low"),
    ],
)
def test_sure_tells_how_far_a_reading_may_be_trusted(text: str, name: str | None, sure: str):
    assert read(text, name=name).sure == sure


@pytest.mark.parametrize(
    ("text", "arguments", "expected"),
    [
        ("≥5", {"declared": "反向"}, ("higher", "operator")),
        ("5", {"declared": "反向"}, ("lower", "declared")),
        ("5", {"name": "投诉件数(≥**件)"}, ("higher", "declared")),
        ("5", {"name": "投诉件数"}, ("lower", "name")),
        ("5万元", {"level1": "成本指标", "level2": "经济成本指标"}, ("lower", "kind")),
        ("5%", {"name": "成本节约率", "level1": "成本指标"}, ("higher", "name")),
        ("9月前", {}, ("lower", "operator")),
        ("9月", {}, ("lower", "kind")),
        ("5个", {}, ("higher", "default")),
        ("0", {}, ("lower", "default")),
        ("80%-90%", {}, ("within", "operator")),
        ("是", {"declared": "正向"}, (None, "default")),
        ("有效", {}, (None, "default")),
    ],
)
def test_direction_names_its_source(text: str, arguments: dict[str, str], expected: tuple[str | None, str]):
    assert direction_with_source(read(text), **arguments) == expected


@pytest.mark.parametrize(
    ("text", "unit", "name", "expected"),
    [
        ("95", "%(百分比)", None, ("%", "%", 95.0)),
        ("98%", "件", None, ("%", "%", 98.0)),
        ("63", None, "化粪池(≥**立方米)", ("立方米", "立方米", 63.0)),
        ("0.9‰", None, None, ("‰", "%", 0.09)),
        ("372.29万元", "元", None, ("万元", "元", 3722900.0)),
        ("10", "定性", None, (None, None, 10.0)),
        ("22.8", "平方米", None, ("平方米", "平方米", 22.8)),
        ("1.5km/条", None, None, ("km/条", "米/条", 1500.0)),
        ("300元/人、天", None, None, ("元/人、天", "元/人·天", 300.0)),
    ],
)
def test_units(text: str, unit: str | None, name: str | None, expected: tuple[str | None, str | None, float]):
    found = read(text, unit, name=name)
    assert (found.unit, found.base_unit) == expected[:2]
    assert found.low == pytest.approx(expected[2])


def test_the_fiscal_year_places_a_date_without_a_year():
    assert read("9月前", year=2021).low == read("2021年9月30日").low
    assert read("9月前").base_unit == "月日"
    assert read("10月至次年4月", year=2021).high == read("2022年4月").low
    assert (read("7月").low or 0) < (read("9月前").low or 0)


def test_the_short_way_reads_as_the_long_way(monkeypatch: pytest.MonkeyPatch):
    texts = {
        row.get("target", row.get("text", ""))
        for name in ("catalogue.csv", "cases.csv")
        for row in rows(name)
    }
    short = {text: read.__wrapped__(text, "个") for text in texts}
    monkeypatch.setattr(reading, "_PLAIN", re.compile(r"(?!)"))
    monkeypatch.setattr(reading, "_BARE", re.compile(r"(?!)"))
    assert {text: read.__wrapped__(text, "个") for text in texts} == short
