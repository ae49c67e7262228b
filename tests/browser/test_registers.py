"""Registers, gate, boards and library in Chromium: a file from upload to import, and every page looked at."""

import csv

import pytest
from tests.browser.test_look import WIDTHS, axe_faults

from wenxiao.core.registers.reading import registers_of
from wenxiao.rulebook import load_catalog
from wenxiao.web.filings import services
from wenxiao.web.registers.importing import preview, write
from wenxiao.web.registers.models import Row

pytestmark = pytest.mark.django_db(transaction=True)
REGISTERS = registers_of(load_catalog(), "cn")
PROJECTS = [
    ("预算年度", "项目编码", "项目名称", "预算单位代码", "项目属性", "项目类型"),
    (2021, "P1", "基层医疗服务能力提升", "361001", "延续项目", "经常性项目"),
    (2021, "P2", "疫苗接种", "361002", "新增项目", "一次性项目"),
]
LINES = [
    ("预算年度", "预算单位代码", "项目编码", "项目名称", "年初批复数", "调整数", "变动后预算数"),
    (2021, "361001", "P1", "基层医疗服务能力提升", "1200000", "-200000", "1000000"),
    (2021, "361002", "P2", "疫苗接种", "500000", "", "500000"),
]
PAYMENTS = [
    ("预算年度", "预算单位代码", "项目编码", "支付凭证号", "支付日期", "支付金额"),
    (2021, "361001", "P1", "V1", "2021-03-01", "100.50"),
    (2021, "361001", "P1", "V2", "2021-02-30", "一百"),
]


def table(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def stored(people, tree, tmp_path, settings, goal):
    settings.DATA = tmp_path / "site"
    settings.IMPORTS_IN_BACKGROUND = False  # one connection serves the whole test
    for name, rows in (("projects", PROJECTS), ("budget_lines", LINES)):
        write(
            preview(REGISTERS[name], table(tmp_path / f"{name}.csv", rows), tree["district"]),
            None,
            tree["district"],
        )
    return services.create(people["unit_filer"], tree["clinic"], goal)


def test_a_file_is_refused_with_its_faults_mended_and_imported(enter, stored, tmp_path):
    page = enter("performance_section")
    page.goto("/registers/payments/import/")
    page.set_input_files("#file", table(tmp_path / "支付.csv", PAYMENTS))
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_text("有 2 处问题，什么都没有导入").wait_for()
    assert page.get_by_text("“2021-02-30”，不是一个日期").is_visible()
    assert page.get_by_text("“一百”不是金额").is_visible()
    mended = [*PAYMENTS[:2], (2021, "361001", "P1", "V2", "2021-02-28", "99.50")]
    page.goto("/registers/payments/import/")
    page.set_input_files("#file", table(tmp_path / "支付2.csv", mended))
    page.get_by_label("控制数").fill("200")
    page.get_by_role("button", name="上传并预览").click()
    page.get_by_text("将新增 2 笔").wait_for()
    assert page.get_by_text("文件合计 200.00 元").is_visible()
    page.get_by_role("button", name="确认导入").click()
    page.get_by_text("新增 2，改变 0").wait_for()
    assert sum(row.amount_fen for row in Row.objects.filter(register="payments")) == 20_000


@pytest.mark.parametrize("width", ["laptop", "phone"])
def test_every_page_in_both_widths(enter, stored, width):
    project = Row.objects.get(register="projects", project="P1")
    listed = [
        "/boards/", "/boards/rows/?kind=open", "/registers/overview/", "/registers/budget_lines/", f"/registers/projects/{project.pk}/",
        "/registers/payments/import/", "/goals/gate/", "/goals/certificates/", "/goals/adjustments/", "/goals/roll-over/",
        "/library/sources/", "/library/sources/caiyu-2015-88/", "/library/parameters/", "/library/parameters/goal.review_grades/",
        "/library/rules/goal.target_missing/", "/library/guides/", "/library/guides/goal/",
    ]  # fmt: skip
    page = enter("performance_section")
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    faults = []
    for address in listed:
        page.goto(address)
        page.wait_for_load_state("networkidle")
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        faults += [(address, "over", over)] if over > 1 else []
        faults += [(address, *fault) for fault in axe_faults(page)]
    assert not faults
