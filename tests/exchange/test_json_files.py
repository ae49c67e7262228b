"""JSON in and out: the same documents, and clear words for what is not JSON."""

import json

import pytest
from tests.exchange.samples import FORMS, SAMPLE

from wenxiao.core.errors import InputError
from wenxiao.exchange.json_files import read_json, write_json


@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
@pytest.mark.parametrize("count", [1, 3])
def test_written_and_read_again(tmp_path, name, count):
    path = tmp_path / name
    write_json([SAMPLE] * count, path)
    assert [f.content for f in read_json(path, FORMS)] == [SAMPLE] * count


def test_the_example_of_the_contract_with_numbers_and_missing_parts(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({
        "form": "self_evaluation", "jurisdiction": "440112", "fiscal_year": 2021, "department": "甲局",
        "unit": "甲局",
        "subject": {"kind": "project", "code": "1", "name": "甲"}, "money_unit": "万元",
        "funds": [{"line": "total", "initial": "90", "adjusted": 90, "executed": 89.974}],
        "execution_weight": 10,
        "indicators": [{"level1": "产出指标", "level2": "数量指标", "level3": "人数", "direction": None,
                        "target": "≥50个", "unit": "个", "actual": "52", "weight": "8",
                        "claimed_points": "8"}],
        "claimed_total": "96",
    }), "utf-8")  # fmt: skip
    (filing,) = read_json(path, FORMS)
    assert filing.problems == ()
    assert filing.content["indicators"][0]["reason"] is None
    assert filing.id == "self_evaluation/440112/2021/1"


@pytest.mark.parametrize(("data", "words"), [
    (b"", "空的"),
    (b'{"form": "self_evaluation",}', "第 1 行第 28 列"),
    (b'{\n "a": 1\n "b": 2}', "第 3 行第 2 列"),
    ('{"form": "自评"}'.encode("gbk"), "GBK"),
    (b'{"form": "nope"}', "没有这种表"),
    (b"{}", "没有写 form"),
    (b'[{"form": "self_evaluation"}, 3]', "第 2 份不是一份文件"),
    (b"[]", "没有任何文件"),
    (b'{"form": "self_evaluation", "claimed_total": NaN}', "NaN"),
    (b"[" * 100_000, "嵌套"),
    (b"\xff\xfe\x00\x81\xff", "不是文本文件"),
])  # fmt: skip
def test_bad_json(tmp_path, data, words):
    path = tmp_path / "坏.json"
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_json(path, FORMS)
    assert words in str(caught.value)
    assert str(caught.value).startswith("坏.json：")
    assert str(caught.value).endswith("。")


def test_a_bad_line_of_a_jsonl_is_named(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(SAMPLE) + "\n\n{oops}\n", "utf-8")
    with pytest.raises(InputError, match="第 3 行第 2 列"):
        read_json(path, FORMS)


def test_wrong_structure_becomes_problems_and_a_sound_document(tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps({
        "form": "self_evaluation", "fiscal_year": "2021年", "subject": ["x"], "funds": {"total": 1},
        "department": {"a": 1},
        "indicators": [3, {"level3": ["x"], "extra": 1}], "colour": "red", "claimed_total": "很好",
    }), "utf-8")  # fmt: skip
    (filing,) = read_json(path, FORMS)
    rules = {(p.rule, p.at) for p in filing.problems}
    assert {("shape.type", "subject"), ("shape.type", "funds"), ("shape.type", "indicators[0]"),
    ("shape.type", "department"),
            ("shape.type", "indicators[1].level3"), ("shape.unknown_key", "colour"),
            ("shape.unknown_key", "indicators[1].extra"),
            ("shape.year", "fiscal_year"), ("shape.points", "claimed_total")} <= rules  # fmt: skip
    assert filing.content["funds"] == []
    assert filing.content["subject"] == {"kind": "project", "code": None, "name": None}
    assert filing.content["claimed_total"] == "很好"
