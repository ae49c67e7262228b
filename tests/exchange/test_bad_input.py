"""Each kind of unfit file gives one clear message and changes nothing."""

import contextlib
import io
import random
import re
import struct
import zipfile

import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from tests.exchange.samples import FORMS, SAMPLE

from wenxiao.core.errors import InputError
from wenxiao.exchange import limits
from wenxiao.exchange.reading import read_paths
from wenxiao.exchange.xlsx.annotate import annotate
from wenxiao.exchange.xlsx.read import read_workbook
from wenxiao.exchange.xlsx.write import write_workbook


@pytest.fixture
def good(tmp_path):
    path = tmp_path / "good.xlsx"
    write_workbook([SAMPLE], FORMS, path)
    return path


def message(path, forms=FORMS):
    before = path.read_bytes()
    with pytest.raises(InputError) as caught:
        read_workbook(path, forms)
    assert path.read_bytes() == before
    text = str(caught.value)
    assert path.name in text
    assert text.endswith("。")
    assert "Error" not in text
    return text


def saved(tmp_path, name, data):
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(("data", "words"), [
    (b"", "空的"),
    ("项目名称,金额\n甲,1\n".encode("gbk"), "CSV"),
    (b"<html><table><tr><td>1</td></tr></table></html>", "HTML"),
    (b"%PDF-1.7 something", "不是 Excel 工作簿"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 .xls"),
    (b"PK\x03\x04" + b"\0" * 50, "已损坏或不完整"),
])  # fmt: skip
def test_other_files_renamed(tmp_path, data, words):
    assert words in message(saved(tmp_path, "表.xlsx", data))


def test_truncated_and_damaged(tmp_path, good):
    data = good.read_bytes()
    for cut in (len(data) // 2, len(data) - 30):
        assert "已损坏或不完整" in message(saved(tmp_path, "半个.xlsx", data[:cut]))
    wrong = bytearray(data)
    middle = data.index(b"xl/worksheets/sheet") + 200
    wrong[middle : middle + 40] = b"\xff" * 40
    assert "已损坏或不完整" in message(saved(tmp_path, "坏.xlsx", bytes(wrong)))


def test_password(tmp_path, good):
    out = io.BytesIO()
    with good.open("rb") as file:
        OOXMLFile(file).encrypt("123456", out)
    assert "密码" in message(saved(tmp_path, "加密.xlsx", out.getvalue()))


def rezipped(path, out, change):
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = change(name, source.read(name))
            if data is not None:
                target.writestr(name, data)
    return out


def test_zip_bomb_by_ratio_and_by_declared_size(tmp_path, good):
    bomb = rezipped(good, tmp_path / "炸弹.xlsx", lambda n, d: d)
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/media/a.bin", b"\0" * (30 << 20))
    assert f"{limits.MAX_RATIO} 倍的上限" in message(bomb)
    data = bytearray(good.read_bytes())
    central = data.index(b"PK\x01\x02")
    data[central + 24 : central + 28] = struct.pack("<I", 3_000_000_000)
    assert "200 MB 的上限" in message(saved(tmp_path, "声明.xlsx", bytes(data)))


def test_too_many_rows_and_columns(tmp_path):
    for cell, words in {
        "A20001": "20000 行的上限",
        "A1048576": "20000 行的上限",
        "XFD1": "256 列的上限",
    }.items():
        book = openpyxl.Workbook()
        book.active["A1"], book.active[cell] = "项目名称", "x"
        path = tmp_path / "大.xlsx"
        book.save(path)
        assert words in message(path)


def test_too_many_rows_in_all(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_ROWS_PER_WORKBOOK", 40)
    path = tmp_path / "多.xlsx"
    write_workbook([SAMPLE] * 3, FORMS, path)
    assert "合计超过 40 行的上限" in message(path)


def test_far_but_empty_formatted_rows_do_no_harm(tmp_path, good):
    book = openpyxl.load_workbook(good)
    book.active["A900000"].font = openpyxl.styles.Font(bold=True)
    book.save(good)
    assert read_workbook(good, FORMS)[0].content == SAMPLE


def test_formulas_without_values(tmp_path, good):
    book = openpyxl.load_workbook(good)
    book.active["G8"] = "=SUM(D8:F8)"
    book.save(good)
    text = message(good)
    assert "雾炮车降尘抑尘服务!G8" in text
    assert "没有计算结果" in text


def test_formulas_with_values_are_read(tmp_path, good):
    book = openpyxl.load_workbook(good)
    book.active["D8"] = "=45*2"
    book.save(good)

    def calculated(name, data):
        return re.sub(rb"<f>45\*2</f><v ?(/>|></v>)", b"<f>45*2</f><v>90</v>", data)

    path = rezipped(good, tmp_path / "算过.xlsx", calculated)
    assert read_workbook(path, FORMS)[0].content == SAMPLE


def test_empty_workbook_and_no_form(tmp_path):
    book = openpyxl.Workbook()
    path = tmp_path / "空表.xlsx"
    book.save(path)
    assert "没有任何内容" in message(path)
    book.active["A1"] = "通讯录"
    book.active["A2"], book.active["B2"] = "姓名", "电话"
    book.save(path)
    text = message(path)
    assert "“Sheet”" in text
    assert "《项目支出绩效自评表》" in text
    assert "wenxiao template" in text


def test_wrong_form_and_unknown_form(tmp_path, good):
    text = message(good, {"project_goal": FORMS["project_goal"]})
    assert "表样是 self_evaluation" in text
    assert "《项目支出绩效目标申报表》" in text


def test_old_version_that_lacks_labels_names_both_versions(good):
    book = openpyxl.load_workbook(good)
    sheet = book.active
    for row in sheet.iter_rows():
        for cell in row:
            if str(cell.value).startswith("表样"):
                cell.value = "表样 self_evaluation · 2011-04-02"
            if cell.value == "实际完成值":
                cell.value = "完成数量"
    book.save(good)
    text = message(good)
    assert "2011-04-02" in text
    assert "2020-02-25" in text
    assert "实际完成值" in text


def test_macros_are_refused(tmp_path, good):
    assert ".xlsm" in message(saved(tmp_path, "宏.xlsm", good.read_bytes()))
    with zipfile.ZipFile(good, "a") as file:
        file.writestr("xl/vbaProject.bin", b"x")
    assert "宏" in message(good)


def test_external_links_are_ignored(good):
    book = openpyxl.load_workbook(good)
    book.save(good)
    with zipfile.ZipFile(good, "a") as file:
        file.writestr("xl/externalLinks/externalLink1.xml", b"<externalLink/>")
    assert read_workbook(good, FORMS)[0].content == SAMPLE


def test_entities_are_refused(tmp_path, good):
    def change(name, data):
        return b'<!DOCTYPE a [<!ENTITY b "c">]>' + data if name.endswith("sheet1.xml") else data

    assert "DOCTYPE" in message(rezipped(good, tmp_path / "实体.xlsx", change))


def test_two_forms_that_fit_alike(tmp_path):
    twin = FORMS["self_evaluation"].model_copy(update={"id": "twin"})
    path = tmp_path / "a.xlsx"
    write_workbook([SAMPLE], FORMS, path)
    book = openpyxl.load_workbook(path)
    book.active.cell(book.active.max_row, 1).value = None
    book.save(path)
    assert "分不清" in message(path, [FORMS["self_evaluation"], twin])


def test_a_bad_file_in_a_folder_does_not_hide_the_others(tmp_path, good):
    folder = tmp_path / "报送"
    (folder / "乙局").mkdir(parents=True)
    good.rename(folder / "乙局" / "好.xlsx")
    saved(folder, "坏.xlsx", b"x")
    saved(folder, "~$锁.xlsx", b"x")
    saved(folder, ".隐藏.json", b"x")
    saved(folder, "说明.txt", b"x")
    seen = []
    result = read_paths([folder], FORMS, lambda file, n, of: seen.append((file.name, n, of)))
    assert [f.content for f in result.filings] == [SAMPLE]
    assert list(result.faults) == [str(folder / "坏.xlsx")]
    assert {name for name, _, _ in seen} == {"坏.xlsx", "好.xlsx"}


@pytest.mark.parametrize("name", ["坏.xlsx", "坏.txt", "没有.xlsx"])
def test_a_single_file_is_raised(tmp_path, name):
    if "没有" not in name:
        saved(tmp_path, name, b"x")
    with pytest.raises(InputError, match=name):
        read_paths([tmp_path / name], FORMS)


def test_an_empty_folder_is_said(tmp_path):
    with pytest.raises(InputError, match="没有找到"):
        read_paths([tmp_path], FORMS)


def test_no_damage_gives_anything_but_a_message(tmp_path, good):
    """Random damage to bytes and to parts: read as it is, or one clear message; never another error."""
    chance = random.Random(7)
    with zipfile.ZipFile(good) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for number in range(80):
        name = chance.choice(sorted(parts))
        harmed = bytearray(parts[name])
        for _ in range(chance.randint(1, 6)):
            harmed[chance.randrange(len(harmed))] = chance.randrange(32, 127)
        kept = {**parts, name: bytes(harmed[: chance.randrange(len(harmed))] if number % 3 == 0 else harmed)}
        if number % 5 == 0:
            del kept[name]
        path = tmp_path / "g.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
            for part, data in kept.items():
                target.writestr(part, data)
        for act in (read_workbook, _annotate_beside):
            with contextlib.suppress(InputError):
                act(path, FORMS)


def _annotate_beside(path, _):
    annotate(path, {("", "C4"): ["甲。"]}, path.with_name("h.xlsx"))
