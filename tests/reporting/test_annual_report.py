"""The seed report's figures come out of the example district's documents, and move with them."""

import copy
from datetime import date
from decimal import Decimal

import pytest

from wenxiao.core.documents import Filing
from wenxiao.reporting.compose import Paragraph
from wenxiao.reporting.run import run_report

ISSUED = date(2022, 3, 15)
# From the published report of the district the product is made from.
SEED = {
    "appraisal_units": "33", "appraisal_count": "42", "appraisal_recommended": "39", "appraisal_refused": "3",
    "appraisal_amount": "11.49亿元", "appraisal_cut": "1.86亿元", "appraisal_cut_rate": "16.18%",
    "monitored_projects": "886", "monitored_departments": "82",
    "evaluated_projects": "27", "evaluated_departments": "9", "evaluated": "36",
    "covered_departments": "27", "covered_enterprises": "1", "agencies": "7",
    "evaluated_amount": "82.32亿元", "evaluated_amount_growth": "8.34亿元",
    "grade_excellent": "9", "share_excellent": "25%", "grade_good": "24", "share_good": "66.67%",
    "grade_fair": "3", "share_fair": "8.33%", "grade_poor": "0", "share_well": "91.67%",
}  # fmt: skip


def run(documents, catalog):
    return run_report("annual", 2021, [Filing(d) for d in documents], catalog, "990112", as_of=ISSUED)


@pytest.fixture(scope="module")
def relevant(district_documents):
    """The documents the report rests on, without the goals (which no figure of it counts)."""
    return [d for d in district_documents if not d["form"].endswith("_goal")]


@pytest.fixture(scope="module")
def report(relevant, district_catalog):
    return run(relevant, district_catalog)


def sentences(run_):
    return [b.text for b in run_.composed.blocks if isinstance(b, Paragraph)]


def test_every_seed_figure(report):
    assert {name: report.figures[name].shown for name in SEED} == SEED


def test_every_figure_of_the_report_can_be_computed_and_says_where_from(report):
    for name in report.figures.report.figures:
        value = report.figures[name]
        assert value.value is not None, name
        assert value.figure.basis, name


def test_no_sentence_holds_a_number_of_its_own(report):
    def texts(node):
        if isinstance(node, str):
            yield node
        elif isinstance(node, dict):
            for key, value in node.items():
                if key != "when":
                    yield from texts(value)
        elif isinstance(node, list):
            for value in node:
                yield from texts(value)

    for text in texts(report.figures.report.template):
        assert not any(c.isdigit() for c in text), text


def test_annexes_hold_all_rechecked_and_key_results(report):
    everything, reviewed, key = report.composed.annexes
    assert len(everything.rows) == 36
    assert len(reviewed.rows) + len(key.rows) == 36
    assert sorted([*reviewed.documents, *key.documents]) == sorted(everything.documents)
    money = everything.heads.index("评价金额（万元）")
    # 823,187.43… 万元 from exact sums; the printed rows, each rounded, may end 0.01 apart, and the note says so
    exact = report.figures["evaluated_amount"].value / 1_000_000
    assert everything.total[money] == f"{round(float(exact), 2):,.2f}"
    printed = sum(Decimal(row[money].replace(",", "")) for row in everything.rows)
    assert abs(printed - Decimal(everything.total[money].replace(",", ""))) <= Decimal("0.18")
    assert "尾数差" in everything.note


def _changed(documents, document_id, change):
    fresh = [copy.deepcopy(d) for d in documents]
    target = next(d for d in fresh if Filing(d).id == document_id)
    change(target)
    return fresh


def test_one_score_moves_its_sentences_and_annex_rows(report, relevant, district_catalog):
    everything = report.composed.annexes[0]
    grade, points = everything.heads.index("等级"), everything.heads.index("得分")
    fair = next(i for i, row in enumerate(everything.rows) if row[grade] == "中")
    name = everything.rows[fair][1]
    lacking = Decimal(90) - Decimal(everything.rows[fair][points])

    def raise_to_90(document):
        left = lacking
        for line in document["scores"]:
            room = Decimal(line["weight"]) - Decimal(line["points"])
            step = min(room, left)
            line["points"] = str(Decimal(line["points"]) + step)
            left -= step
        assert left == 0

    after = run(_changed(relevant, everything.documents[fair], raise_to_90), district_catalog)
    assert [after.figures[n].shown for n in ("grade_excellent", "grade_good", "grade_fair")] == [
        "10",
        "24",
        "2",
    ]
    # 10, 24 and 2 of 36; 34 of 36
    shares = [after.figures[n].shown for n in ("share_excellent", "share_good", "share_fair", "share_well")]
    assert shares == ["27.78%", "66.67%", "5.56%", "94.44%"]
    moved = next(row for row in after.composed.annexes[0].rows if row[1] == name)
    assert (moved[points], moved[grade]) == ("90.00", "优")
    text = "".join(sentences(after))
    assert "等级为优的10个，占27.78%" in text
    assert "等级为中的2个，占5.56%" in text
    assert "优良率为94.44%" in text
    before = "".join(sentences(report))
    assert "等级为优的9个，占25%" in before


def test_one_amount_moves_its_sentences_and_annex_rows(report, relevant, district_catalog):
    everything = report.composed.annexes[0]

    def add_one_yi(document):
        document["amount"] = str(Decimal(document["amount"]) + 10_000)  # 万元

    after = run(_changed(relevant, everything.documents[0], add_one_yi), district_catalog)
    assert after.figures["evaluated_amount"].shown == "83.32亿元"
    assert after.figures["evaluated_amount_growth"].shown == "9.34亿元"
    assert "涉及资金83.32亿元，比上年增加9.34亿元" in "".join(sentences(after))
    money = everything.heads.index("评价金额（万元）")
    gain = Decimal(after.composed.annexes[0].total[money].replace(",", "")) - Decimal(
        everything.total[money].replace(",", "")
    )
    assert gain == 10_000


def test_one_appraisal_moves_amount_cut_and_rate(report, relevant, district_catalog):
    one = next(d for d in relevant if d["form"] == "appraisal_result" and d["conclusion"] == "建议立项")

    def cut_nothing(document):
        document["approved"] = document["declared"]

    after = run(_changed(relevant, Filing(one).id, cut_nothing), district_catalog)
    spared = Decimal(one["declared"]) - Decimal(one["approved"])
    assert spared > 0
    left = (report.figures["appraisal_cut"].value - after.figures["appraisal_cut"].value) / 1_000_000
    assert left == spared


def test_the_cut_rate_is_computed_from_unrounded_sums(report):
    exact = report.figures["appraisal_cut_rate"].value
    assert round(float(exact) * 100, 2) == 16.18
    assert round(1.86 / 11.49 * 100, 2) == 16.19  # what the printed figures would give


def test_the_word_file_is_in_official_form(report, tmp_path):
    from docx import Document

    path = tmp_path / "report.docx"
    report.write(path, issued=ISSUED)
    document = Document(str(path))
    text = [p.text for p in document.paragraphs]
    assert document.sections[0].top_margin.mm == pytest.approx(37, abs=0.1)
    assert any("一、" in line for line in text)
    assert any(line.startswith("附件：1.") for line in text)
    assert "2022年3月15日" in text
    assert len(document.tables) == 3
    assert len(document.tables[0].rows) == 36 + 2  # head and total
