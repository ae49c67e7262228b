"""One bad overlay each: the check stops it with file, line and remedy, and says nothing else."""

import json

import pytest
from typer.testing import CliRunner

from wenxiao.cli.main import app
from wenxiao.core.checks.run import check_rulebook
from wenxiao.rulebook import ROOT

PLACE = 'code: "990998"\nname: 某县\nparent: cn\n'
SOURCES = "xian-1: {title: 某县预算绩效管理办法, number: 某财〔2021〕1号, issued: 2021-01-01, known: seen}\n"
RULE = '''"""名称里写了“测试”。

只为检查规则库。
"""

from wenxiao.core.api import Case, Finding, Parameters, col, rule


@rule(title="名称里写了测试", table="goal", severity="warning", basis=["xian-1"], hint="请改名。")
def has_test_in_name(_p: Parameters) -> Finding:
    """Flag the word."""
    return Finding(where=col("subject_name").matches("测试"), at="subject.name", message="「{subject_name}」请改名。")


CASES = [Case.ok("正常", subject_name="道路养护"), Case.bad("测试", subject_name="测试项目")]
'''
BANDS = (
    "bands:\n  values:\n    - from: 2021-01-01\n      value: [{grade: 优, min: 80}, {grade: 差, min: 0}]\n"
    "      basis: BASIS\n      status: local_seen\n"
)
FRAMEWORK = """title: 某县项目
label: 某县项目评价
subject: [project]
basis: [xian-1]
status: local_seen
version: 2021-01-01
levels:
  - name: 决策
    groups: [{name: 立项, leaves: [{name: 立项依据, weight: 40, explain: 看理由。, points: [有依据]}]}]
  - name: 产出
    groups: [{name: 数量, leaves: [{name: 完成率, weight: 59, explain: 看完成。, points: [完成]}]}]
"""


def overlay(tmp_path, files, *, sources=SOURCES):
    """A place's folder with the files given on top of place and register."""
    for name, text in {"place.yaml": PLACE, "sources.yaml": sources, **files}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def told(tmp_path, files, **more):
    """The one fault of an overlay: file below the folder, line, message."""
    folder = overlay(tmp_path, files, **more)
    faults = check_rulebook(ROOT, [folder], allow_code=True)
    assert len(faults) == 1, [str(f) for f in faults]
    fault = faults[0]
    return fault.file.removeprefix(f"{folder}/"), fault.line, fault.message


def test_a_sound_overlay_passes(tmp_path):
    files = {
        "parameters/grade.yaml": BANDS.replace("BASIS", "xian-1"),
        "rules/goal/has_test_in_name.py": RULE,
    }
    assert check_rulebook(ROOT, [overlay(tmp_path, files)], allow_code=True) == []


def test_an_unknown_basis(tmp_path):
    file, line, message = told(tmp_path, {"parameters/grade.yaml": BANDS.replace("BASIS", "xian-9")})
    assert (file, line) == ("parameters/grade.yaml", 5)
    assert message == (
        "参数 grade.bands的依据“xian-9”没有登记。请在 sources.yaml 登记这个文件，或改正编号（相近的有 xian-1）。"
    )


def test_overlapping_dates(tmp_path):
    text = BANDS.replace("BASIS", "xian-1") + (
        "    - from: 2021-01-01\n      value: [{grade: 优, min: 70}, {grade: 差, min: 0}]\n      basis: xian-1\n"
    )
    file, line, message = told(tmp_path, {"parameters/grade.yaml": text})
    assert (file, line) == ("parameters/grade.yaml", 7)
    assert "生效日期重叠：2021年1月1日 出现了两次" in message
    assert "请删去重复的或改正日期" in message


def test_dates_that_run_backwards(tmp_path):
    text = BANDS.replace("BASIS", "xian-1") + "    - {from: 2020-06-01, value: null, basis: xian-1}\n"
    file, line, message = told(tmp_path, {"parameters/grade.yaml": text})
    assert (file, line) == ("parameters/grade.yaml", 7)
    assert "2020年6月1日 排在 2021年1月1日 之后" in message


def test_a_gap_between_values(tmp_path):
    text = BANDS.replace("BASIS", "xian-1") + (
        "    - {from: 2022-01-01, value: null, basis: xian-1}\n"
        "    - {from: 2023-01-01, value: [{grade: 优, min: 0}], basis: xian-1}\n"
    )
    file, line, message = told(tmp_path, {"parameters/grade.yaml": text})
    assert (file, line) == ("parameters/grade.yaml", 7)
    assert "2022年1月1日 终止，到 2023年1月1日 才有下一个，中间是空档" in message


def test_a_weight_sum_of_99(tmp_path):
    file, line, message = told(tmp_path, {"frameworks/xian.yaml": FRAMEWORK})
    assert (file, line) == ("frameworks/xian.yaml", 7)
    assert message == "评价指标体系“某县项目”的分值合计 99 分，应为 100 分，少 1 分，请调整各项 weight。"


def test_a_rule_without_a_bad_case(tmp_path):
    text = RULE.replace(', Case.bad("测试", subject_name="测试项目")', "")
    file, line, message = told(tmp_path, {"rules/goal/has_test_in_name.py": text})
    assert (file, line) == ("rules/goal/has_test_in_name.py", 15)
    assert message.startswith(
        "规则 goal.has_test_in_name 没有一个应当指出的案例。请在 CASES 里加一个 Case.bad"
    )


def test_a_rule_that_reads_an_unknown_parameter(tmp_path):
    text = RULE.replace("_p: Param", "p: Param").replace(
        'col("subject_name").matches("测试")', 'p.goal.no_such == "测试"'
    )
    file, line, message = told(tmp_path, {"rules/goal/has_test_in_name.py": text})
    assert (file, line) == ("rules/goal/has_test_in_name.py", 12)
    assert "参数 goal.no_such 不存在" in message


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ('Case.bad("过低", subject_name="道路养护")', "应当指出，规则却没有说话。请改正条件"),
        ('Case.ok("过低", subject_name="测试项目")', "不应指出，规则却指出了。请收紧条件"),
        (
            'Case.bad("过低", no_such_cell="测试")',
            "跑不起来：案例里的“no_such_cell”不是该表、上级表或关联的列。",
        ),
    ],
)
def test_a_local_rule_whose_cases_do_not_hold(tmp_path, case, words):
    text = RULE.replace('Case.ok("正常"', f'{case}, Case.ok("正常"')
    file, line, message = told(tmp_path, {"rules/goal/has_test_in_name.py": text})
    assert (file, line) == ("rules/goal/has_test_in_name.py", 15)
    assert message.startswith(f"规则 goal.has_test_in_name 的案例“过低”{words}")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("rules/goal/target_missing.py", RULE, 1),
        ("rules/goal.yaml", "off:\n  - goal.target_missing\n", 2),
    ],
)
def test_an_overlay_that_deletes_a_national_rule(tmp_path, name, text, line):
    folder = overlay(tmp_path, {name: text})
    faults = [
        f for f in check_rulebook(ROOT, [folder], allow_code=True) if "goal.target_missing" in f.message
    ]
    assert [(f.file.removeprefix(f"{folder}/"), f.line) for f in faults] == [(name, line)]
    assert faults[0].message.startswith(
        "地方规则库不能删去、停用或顶替上级规则 goal.target_missing。请删去这里的写法"
    )


def test_a_form_that_drops_the_column_a_national_rule_reads(tmp_path):
    form = (ROOT / "cn" / "forms" / "project_goal.yaml").read_text(encoding="utf-8")
    kept = [line for line in form.splitlines() if "id: target," not in line]
    kept = [
        line.replace("basis: [caiyu-2015-88#附件 项目支出绩效目标申报表]", "basis: [xian-1]") for line in kept
    ]
    folder = overlay(tmp_path, {"forms/project_goal.yaml": "\n".join(kept) + "\n"})
    faults = check_rulebook(ROOT, [folder])
    about = [f.message for f in faults if "上级规则 goal.target_missing 因此查不了" in f.message]
    assert len(about) == 1
    assert "请保留这些栏目" in about[0]


def test_an_overlay_that_cites_the_nation_for_its_own_value(tmp_path):
    file, line, message = told(tmp_path, {"parameters/grade.yaml": BANDS.replace("BASIS", "caiyu-2020-10")})
    assert (file, line) == ("parameters/grade.yaml", 5)
    assert message.startswith(
        "某县的参数 grade.bands 引用的是上级的依据“caiyu-2020-10”。地方取值须有自己的依据"
    )


def test_a_value_older_than_its_document(tmp_path):
    text = BANDS.replace("BASIS", "xian-1").replace("2021-01-01", "2019-01-01")
    file, line, message = told(tmp_path, {"parameters/grade.yaml": text})
    assert (file, line) == ("parameters/grade.yaml", 3)
    assert "自 2019年1月1日 起，早于依据 某财〔2021〕1号 的印发日期 2021年1月1日" in message


def test_an_adoption_of_nothing(tmp_path):
    text = "bands:\n  values: [{from: 2001-01-01, adopt: true, basis: xian-0}]\n"
    sources = "xian-0: {title: 旧办法, issued: 2000-01-01, known: seen}\n"
    file, line, message = told(tmp_path, {"parameters/grade.yaml": text}, sources=sources)
    assert (file, line) == ("parameters/grade.yaml", 2)
    assert "那天上级没有取值" in message


def test_a_register_that_overwrites_a_national_document(tmp_path):
    entry = "caiyu-2020-10: {title: 本地版, known: seen, scope: 某县}\n"
    file, line, message = told(tmp_path, {}, sources=SOURCES + entry)
    assert (file, line) == ("sources.yaml", 2)
    assert "在全国的 sources.yaml 里已有（《项目支出绩效评价管理办法》）" in message


def test_a_name_written_twice(tmp_path):
    text = BANDS.replace("BASIS", "xian-1") * 2
    file, line, message = told(tmp_path, {"parameters/grade.yaml": text})
    assert (file, line) == ("parameters/grade.yaml", 7)
    assert message.startswith("“bands”写了两次，第 1 行已有")


def test_a_file_that_nothing_reads(tmp_path):
    file, line, message = told(tmp_path, {"parameter/grade.yaml": BANDS})
    assert (file, line) == ("parameter/grade.yaml", None)
    assert message.startswith("规则库不读这个文件，写在这里不起作用。")


def test_an_entry_with_a_wrong_word(tmp_path):
    text = BANDS.replace("BASIS", "xian-1").replace("local_seen", "maybe")
    file, line, message = told(tmp_path, {"parameters/grade.yaml": text})
    assert (file, line) == ("parameters/grade.yaml", 6)
    assert "写的是“maybe”，只能是 official、local_seen、seed、proposed 之一" in message


def test_local_indicators_say_where_they_come_from(tmp_path):
    entry = (
        "field: 街道\ncards:\n  夜间巡查次数:\n"
        "    {level1: 产出指标, level2: 数量指标, unit: 次, status: local_seen, explain: 夜里巡查多少次。}\n"
    )
    file, line, message = told(tmp_path, {"indicators/street.yaml": entry})
    assert (file, line) == ("indicators/street.yaml", 3)
    assert message == "某县增加的指标“夜间巡查次数”没有出处。请在 evidence.source 写出本地登记的文件。"


def test_an_adoption_of_an_indicator_that_does_not_exist(tmp_path):
    entry = "field: 街道\ncards:\n  没有这个指标: {adopt: true, basis: xian-1}\n"
    file, line, message = told(tmp_path, {"indicators/street.yaml": entry})
    assert (file, line) == ("indicators/street.yaml", 3)
    assert "不在上级的 indicators/street.yaml 里" in message


def test_the_command_tells_faults_and_exits_1(tmp_path):
    folder = overlay(tmp_path, {"frameworks/xian.yaml": FRAMEWORK})
    shown = CliRunner().invoke(app, ["catalog", "check", "--rulebook", str(folder), "--format", "json"])
    assert shown.exit_code == 1
    assert [fault["line"] for fault in json.loads(shown.stdout)["faults"]] == [7]
    sound = CliRunner().invoke(app, ["catalog", "check"])
    assert sound.exit_code == 0
    assert "规则库没有问题" in sound.stdout


def test_an_unknown_id_in_the_shared_register_is_told_in_chinese(tmp_path):
    entry = "xian-2: {title: 某县通知, issud: 2021-01-01, known: seen}\n"
    file, line, message = told(tmp_path, {}, sources=SOURCES + entry)
    assert (file, line) == ("sources.yaml", 2)
    assert "“xian-2.issud”" in message
    assert "不是这里认识的项目" in message


ODD = [
    "[]\n", "1\n", "a: 1\n", "a: null\n", "a: {b: c}\n", "a: [1]\n", "a: {values: 1}\n", "a: {values: [1]}\n",
    "a: {values: {from: 1}}\n", "a: [\n", "cards: 1\n", "field: 街道\ncards: {x: 1}\n", "levels: 1\n", "sections: [1]\n",
]  # fmt: skip


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize(
    "name", ["parameters/x.yaml", "forms/x.yaml", "frameworks/x.yaml", "indicators/x.yaml", "workflows/x.yaml",
             "sources.yaml", "links.yaml", "place.yaml"],
)  # fmt: skip
def test_whatever_is_written_gives_a_message_and_never_a_crash(tmp_path, name, text):
    folder = overlay(tmp_path, {name: text})
    for fault in check_rulebook(ROOT, [folder]):
        assert fault.file.startswith(str(folder))
        assert fault.message.endswith("。")


def test_a_folder_that_is_no_rulebook(tmp_path):
    faults = check_rulebook(ROOT, [tmp_path / "nothing"])
    assert ["须有 place.yaml" in fault.message for fault in faults] == [True]
