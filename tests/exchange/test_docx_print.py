"""The Word print holds the table's words, repeats the heads and sets Chinese fonts."""

import docx
import pytest
from docx.oxml.ns import qn
from tests.exchange.samples import FORMS, SAMPLE

from wenxiao.core.forms.structure import complete
from wenxiao.exchange.docx_print import print_document


def test_words_fonts_and_repeated_heads(tmp_path):
    path = tmp_path / "a.docx"
    print_document(SAMPLE, FORMS["self_evaluation"], path)
    word = docx.Document(str(path))
    section = word.sections[0]
    assert section.page_width > section.page_height
    texts = {c.text for t in word.tables for row in t.rows for c in row.cells}
    assert {
        "雾炮车降尘抑尘服务",
        "89.974",
        "目标1：完成采购。\n目标2：按期投用。",
        "≥85%",
        "总分",
        "98",
    } <= texts
    heads = [
        row
        for t in word.tables
        for row in t._tbl.iter(qn("w:tr"))
        if row.find(f".//{qn('w:tblHeader')}") is not None
    ]
    assert ["三级指标" in "".join(h.itertext()) for h in heads] == [True]
    fonts = {f.get(qn("w:eastAsia")) for f in word.element.body.iter(qn("w:rFonts"))}
    assert fonts == {"仿宋_GB2312", "宋体"}


@pytest.mark.parametrize("form", FORMS.values(), ids=list(FORMS))
def test_every_form_prints_even_when_empty(tmp_path, form):
    path = tmp_path / "a.docx"
    print_document(complete({}, form), form, path)
    assert form.title in docx.Document(str(path)).paragraphs[0].text
