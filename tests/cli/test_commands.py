"""The commands as a person meets them: exit codes, shapes of JSON, one clear message for a bad file."""

import json
import zipfile

import pytest
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from wenxiao.cli.main import app
from wenxiao.core.errors import WenxiaoError
from wenxiao.exchange.xlsx.write import write_workbook
from wenxiao.rulebook import load_catalog

FORMS = load_catalog().place("cn").forms
runner = CliRunner()


def filing(**more):
    """A sound self-evaluation: 8/8, 9.8/10 by rule, execution 10/10."""
    rows = [
        {"level1": "产出指标", "level2": "数量指标", "level3": "清扫面积", "target": "≥100万平方米", "actual": "104万平方米",
         "weight": "50", "claimed_points": "50", "reason": None},
        {"level1": "效益指标", "level2": "社会效益指标", "level3": "知晓率", "target": "≥80%", "actual": "84%", "weight": "30",
         "claimed_points": "30", "reason": None},
        {"level1": "满意度指标", "level2": "服务对象满意度指标", "level3": "居民满意度", "target": "≥90%", "actual": "93%",
         "weight": "10", "claimed_points": "10", "reason": None},
    ]  # fmt: skip
    return {
        "form": "self_evaluation", "jurisdiction": "cn", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "project", "code": "P1", "name": "道路清扫"}, "department": "城管局", "unit": "环卫所",
        "funds": [{"line": "total", "initial": "90", "adjusted": "90", "executed": "90"}], "execution_weight": "10",
        "claimed_execution_points": "10", "claimed_execution_rate": "100%", "indicators": rows, "claimed_total": "100",
        **more,
    }  # fmt: skip


def faulty():
    document = filing()
    document["indicators"][1] |= {"actual": "60%", "claimed_points": "30"}
    return document


def write_json(path, content):
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_sound_filing_has_no_findings_and_exit_0(tmp_path):
    done = runner.invoke(app, ["check", str(write_json(tmp_path / "a.json", filing())), "--format", "json"])
    assert (done.exit_code, json.loads(done.stdout)) == (0, {"findings": [], "faults": {}})


def test_a_finding_has_the_contracts_shape_and_exit_1(tmp_path):
    done = runner.invoke(app, ["check", str(write_json(tmp_path / "a.json", faulty())), "--format", "json"])
    assert done.exit_code == 1
    found = json.loads(done.stdout)["findings"]
    assert list(found[0]) == [
        "rule", "severity", "document", "at", "cell", "message", "value", "expected", "basis", "hint",
    ]  # fmt: skip
    rules = {f["rule"]: f for f in found}
    assert rules["self_evaluation.full_points_though_missed"]["at"] == "indicators[1].claimed_points"
    # 60 ÷ 80 × 30 = 22.5
    assert rules["self_evaluation.claimed_points_differ"]["expected"] == "22.5 分"


def test_score_has_the_contracts_shape(tmp_path):
    done = runner.invoke(app, ["score", str(write_json(tmp_path / "a.json", faulty())), "--format", "json"])
    told = json.loads(done.stdout)["scores"][0]
    assert told["document"] == "self_evaluation/cn/2021/P1"
    assert (told["total"], told["grade"], told["claimed_total"], told["difference"]) == (92.5, "优", 100, 7.5)
    assert (told["execution"]["rate"], told["execution"]["points"]) == (1.0, 10)
    row = told["indicators"][1]
    assert (row["at"], row["status"], row["met"], row["points"]) == ("indicators[1]", "scored", False, 22.5)
    assert row["ratio"] == pytest.approx(0.75)
    assert row["basis"].startswith("caiyu-2020-10#")


def test_the_same_finding_points_to_the_cell_of_the_workbook_and_annotates_it(tmp_path):
    book = tmp_path / "自评.xlsx"
    write_workbook([faulty()], FORMS, book)
    done = runner.invoke(app, ["check", str(book), "--format", "json", "--annotate", str(tmp_path / "批注")])
    found = json.loads(done.stdout[done.stdout.index("{") :])["findings"]
    cell = next(f["cell"] for f in found if f["rule"] == "self_evaluation.full_points_though_missed")
    sheet, _, name = cell.rpartition("!")
    annotated = load_workbook(tmp_path / "批注" / "自评.xlsx")[sheet]
    assert str(annotated[name].value) == "30"
    assert "没有达到目标，却填满分 30 分" in annotated[name].comment.text
    assert load_workbook(book)[sheet][name].comment is None


def test_read_target_json():
    done = runner.invoke(app, ["read-target", "≥95%", "90%", "--weight", "10", "--format", "json"])
    told = json.loads(done.stdout)
    assert told["target"]["kind"] == "number"
    assert (told["target"]["comparator"], told["target"]["values"], told["target"]["unit"]) == (
        ">=",
        [95],
        "%",
    )
    assert (told["direction"], told["met"], told["points"]) == ("higher", False, 9.47)  # 90 ÷ 95 × 10


def test_template_reads_back_as_an_empty_filing(tmp_path):
    for form in FORMS.values():
        out = tmp_path / f"{form.id}.xlsx"
        assert runner.invoke(app, ["template", form.id, "-o", str(out)]).exit_code == 0
        done = runner.invoke(app, ["check", str(out), "--format", "json"])
        assert done.exit_code == 1, done.stdout
        assert {f["rule"] for f in json.loads(done.stdout)["findings"]} >= {"shape.required"}, form.id


def test_schema_and_print(tmp_path):
    schema = json.loads(runner.invoke(app, ["schema", "self_evaluation"]).stdout)
    assert "indicators" in schema["properties"]
    out = tmp_path / "表.docx"
    done = runner.invoke(app, ["print", str(write_json(tmp_path / "a.json", filing())), "-o", str(out)])
    assert done.exit_code == 0
    assert zipfile.is_zipfile(out)


def _not_a_workbook(path):
    path.write_text("项目名称,金额\n道路,90\n", encoding="utf-8")


def _empty(path):
    path.write_bytes(b"")


def _truncated(path):
    whole = path.with_name("whole.xlsx")
    write_workbook([filing()], FORMS, whole)
    path.write_bytes(whole.read_bytes()[:2000])
    whole.unlink()


def _old_excel(path):
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)


def _other_table(path):
    book = Workbook()
    book.active.append(["菜名", "价格"])
    book.active.append(["青菜", 3])
    book.save(path)


def _bomb(path):
    whole = path.with_name("whole.xlsx")
    write_workbook([filing()], FORMS, whole)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, source.read(name))
        target.writestr("xl/media/image1.bin", b"\0" * 300_000_000)
    whole.unlink()


@pytest.mark.parametrize("make", [_not_a_workbook, _empty, _truncated, _old_excel, _other_table, _bomb])
def test_a_bad_workbook_is_one_message_and_nothing_written(tmp_path, make):
    path = tmp_path / "表.xlsx"
    make(path)
    before = path.stat().st_mtime_ns
    done = runner.invoke(app, ["check", str(path), "--annotate", str(tmp_path / "out")])
    assert isinstance(done.exception, WenxiaoError)
    message = str(done.exception)
    assert "表.xlsx" in message
    assert message.endswith("。")
    assert "Traceback" not in done.output
    assert path.stat().st_mtime_ns == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.json", b'{"form": "self_evaluation",', "第 1 行"),
        ("a.json", json.dumps({"form": "nothing"}).encode(), "nothing"),
        ("a.json", json.dumps(filing(), ensure_ascii=False).encode("gb18030"), "UTF-8"),
        ("a.json", b"[]", "a.json"),
        ("a.pdf", b"%PDF", ".xlsx"),
    ],
)
def test_bad_json_and_other_files(tmp_path, name, data, says):
    (tmp_path / name).write_bytes(data)
    done = runner.invoke(app, ["check", str(tmp_path / name)])
    assert isinstance(done.exception, WenxiaoError)
    assert says in str(done.exception)


def test_a_bad_date_and_an_unknown_form_say_what_to_write(tmp_path):
    done = runner.invoke(app, ["check", str(write_json(tmp_path / "a.json", filing())), "--as-of", "去年"])
    assert "2021-12-31" in str(done.exception)
    done = runner.invoke(app, ["template", "no_such_form"])
    assert "self_evaluation（项目支出绩效自评表）" in str(done.exception)


def test_a_folder_tells_of_each_bad_file_and_still_checks_the_others(tmp_path):
    write_json(tmp_path / "好.json", filing())
    _not_a_workbook(tmp_path / "坏.xlsx")
    done = runner.invoke(app, ["check", str(tmp_path), "--format", "json"])
    told = json.loads(done.stdout[done.stdout.index("{") :])
    assert done.exit_code == 2
    assert [name.endswith("坏.xlsx") for name in told["faults"]] == [True]


def test_without_data_the_report_says_how_to_get_some(tmp_path):
    done = runner.invoke(app, ["report", "annual", "--year", "2021", "--data", str(tmp_path)])
    assert "wenxiao demo" in str(done.exception)


def test_the_rulebook_is_found_by_words():
    assert "caiyu-2020-10" in runner.invoke(app, ["source", "项目支出绩效评价管理办法"]).stdout
    shown = runner.invoke(app, ["param", "grade.bands"]).stdout
    assert "财预〔2020〕10号" in shown
    assert "正式文件" in shown
    assert "没有找到" in runner.invoke(app, ["rule", "绝无此词"]).stdout


def test_the_same_filing_twice_is_told_and_each_keeps_its_own_findings(tmp_path):
    write_json(tmp_path / "a.json", filing())
    write_json(tmp_path / "b.json", faulty())
    done = runner.invoke(app, ["check", str(tmp_path), "--format", "json"])
    found = json.loads(done.stdout[done.stdout.index("{") :])["findings"]
    assert {f["document"] for f in found} == {"self_evaluation/cn/2021/P1#2"}
    twice = next(f for f in found if f["rule"] == "shape.duplicate_document")
    assert "a.json" in twice["message"]
