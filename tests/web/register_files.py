"""Files for the tests of registers: a table of rows written as CSV or workbook."""

import csv

from openpyxl import Workbook

from wenxiao.core.registers.reading import registers_of
from wenxiao.rulebook import load_catalog

REGISTERS = registers_of(load_catalog(), "cn")
PROJECT_HEADS = ("预算年度", "项目编码", "项目名称", "预算单位代码", "项目属性", "项目类型")
PAYMENT_HEADS = ("预算年度", "预算单位代码", "项目编码", "支付凭证号", "支付日期", "支付金额", "收款人")
LINE_HEADS = (
    "预算年度",
    "预算单位代码",
    "项目编码",
    "支出功能分类",
    "年初批复数",
    "调整数",
    "调剂数",
    "变动后预算数",
)
PROJECTS = [
    (2021, "P1", "基层医疗服务能力提升", "361001", "延续项目", "经常性项目"),
    (2021, "P2", "疫苗接种", "361002", "新增项目", "一次性项目"),
    (2021, "P3", "校舍维修", "205001", "延续项目", "一次性项目"),
]


def write_csv(path, heads, rows, encoding="utf-8"):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([heads, *rows])
    return path


def write_xlsx(path, heads, rows, above=()):
    book = Workbook()
    sheet = book.active
    for line in (*above, heads, *rows):
        sheet.append(list(line))
    book.save(path)
    return path
