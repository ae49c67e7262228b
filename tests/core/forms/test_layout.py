"""The layout covers its grid without holes or overlaps and carries every field once."""

import pytest
from tests.exchange.samples import FORMS, SAMPLE, versions

from wenxiao.core.forms.columns import spread
from wenxiao.core.forms.layout import layout


def cover(table):
    places = {}
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                assert (row, column) not in places, (cell, places.get((row, column)))
                places[row, column] = cell
    return places


@pytest.mark.parametrize("form", versions(), ids=lambda f: f.id)
@pytest.mark.parametrize("all_extras", [False, True])
def test_every_place_is_covered_once(form, all_extras):
    extras = {f"{s.id}.{f.id}" for s in form.tables() for f in s.fields} | {
        f.id for f in form.scalar_fields()
    }
    table = layout(form, {"indicators": 5}, extras if all_extras else ())
    assert set(cover(table)) == {(r, c) for r in range(table.height) for c in range(len(table.widths))}
    paths = [c.path for c in table.cells if c.path]
    assert len(paths) == len(set(paths))
    wanted = {f.id for f in form.scalar_fields() if all_extras or not f.extra}
    assert wanted <= set(paths)


def test_official_look_of_the_self_evaluation():
    table = layout(FORMS["self_evaluation"], content=SAMPLE)
    texts = {c.text: c for c in table.cells}
    assert [c.text for c in table.cells[:3]] == ["项目支出绩效自评表", "（2021年度）", "金额单位：万元"]
    assert table.cells[0].colspan == len(table.widths)
    assert texts["产出指标（50分）"].rowspan == 2
    assert texts["数量指标"].rowspan == 1
    assert texts["项目资金"].rowspan == 5
    assert table.cells[-1].text == "表样 self_evaluation · 2020-02-25 · 区划 440112"
    assert [c.text for c in table.cells].count("—") == 9


def test_equal_words_under_different_upper_levels_are_not_merged():
    rows = [
        {"level1": a, "level2": b} for a, b in [("甲", "数量"), ("乙", "数量"), ("乙", None), ("乙", None)]
    ]
    table = layout(FORMS["self_evaluation"], content={"indicators": rows})
    spans = [(c.path, c.rowspan) for c in table.cells if c.path.endswith(("level1", "level2"))]
    assert spans == [
        ("indicators[0].level1", 1), ("indicators[0].level2", 1), ("indicators[1].level1", 3),
        ("indicators[1].level2", 1),
        ("indicators[2].level2", 1), ("indicators[3].level2", 1),
    ]  # fmt: skip


def test_spread_fits_widths_and_refuses_too_many():
    assert spread([10, 10, 10, 10], [1, 1]) == [(0, 2), (2, 2)]
    assert spread([6, 30, 4, 20], [1, 1], first=1) == [(1, 1), (2, 2)]
    with pytest.raises(ValueError, match="do not fit"):
        spread([1.0], [1, 1])
