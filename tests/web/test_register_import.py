"""The importer: idempotent, all or nothing, exact to the 分, and every fault told by row and column."""

import pytest
from django.core.management import call_command
from register_files import (
    LINE_HEADS,
    PAYMENT_HEADS,
    PROJECT_HEADS,
    PROJECTS,
    REGISTERS,
    write_csv,
    write_xlsx,
)

from wenxiao.core.errors import InputError, WenxiaoError
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.guard import UnloggedWriteError, recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.digests import altered
from wenxiao.web.registers.importing import Options, preview, write
from wenxiao.web.registers.models import Change, Row
from wenxiao.web.registers.rows import StalePlanError

pytestmark = pytest.mark.django_db


@pytest.fixture
def imported(tree, tmp_path):
    """The projects are registered; give a function that imports a file for the whole district."""

    def bring(register, path, **told):
        plan = preview(REGISTERS[register], path, tree["district"], Options(**told))
        write(plan, None, tree["district"])
        return plan

    bring("projects", write_csv(tmp_path / "projects.csv", PROJECT_HEADS, PROJECTS))
    return bring


def test_the_same_file_twice_adds_nothing(imported, tmp_path):
    rows = [(2021, "361001", "P1", f"V{n}", "2021-03-01", "100.01", "甲") for n in range(3)]
    path = write_csv(tmp_path / "p.csv", PAYMENT_HEADS, rows)
    first = imported("payments", path)
    events = Event.objects.count()
    second = imported("payments", path)
    assert first.counts() == {"new": 3, "changed": 0, "unchanged": 0, "missing": 0, "faults": 0}
    assert second.counts() == {"new": 0, "changed": 0, "unchanged": 3, "missing": 0, "faults": 0}
    assert Row.objects.filter(register="payments").count() == 3
    assert sum(r.amount_fen for r in Row.objects.filter(register="payments")) == 30_003
    assert Event.objects.count() == events


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_standard_names_any_order_any_encoding(imported, tmp_path, encoding):
    heads = ("xpay_amt", "is_deleted", "pro_code", "pay_cert_no", "agency_code", "xpay_date", "fiscal_year")
    rows = [
        ("1,234.50", "2", "P1", "V1", "361001", "20210301", "2021"),
        ("9.99", "1", "P1", "V2", "361001", "2021/3/2", "2021"),
    ]
    imported("payments", write_csv(tmp_path / "p.csv", heads, rows, encoding))
    stored = Row.objects.get(register="payments", key="2021/V1/P1")
    assert (stored.amount_fen, stored.content["date"], stored.content["deleted"]) == (
        123_450,
        "2021-03-01",
        False,
    )
    assert Row.objects.get(key="2021/V2/P1").amount_fen == 0  # void: out of every sum


def test_a_workbook_with_title_unit_in_the_head_and_a_sum_row(imported, tmp_path):
    heads = ("预算年度", "预算单位代码", "项目编码", "年初批复数（万元）")
    path = write_xlsx(
        tmp_path / "b.xlsx",
        heads,
        [(2021, "361001", "P1", 12.3456), ("合计", None, None, 12.3456)],
        above=[("江澜区预算",), ()],
    )
    plan = imported("budget_lines", path)
    assert plan.totals == (5,)
    assert Row.objects.get(register="budget_lines").amount_fen == 12_345_600


def test_a_changed_row_shows_before_and_after_and_keeps_its_history(imported, tmp_path, tree):
    imported(
        "budget_lines",
        write_csv(tmp_path / "1.csv", LINE_HEADS, [(2021, "361001", "P1", "", "100", "", "", "100")]),
    )
    later = write_csv(tmp_path / "2.csv", LINE_HEADS, [(2021, "361001", "P1", "", "100", "-20", "5", "85")])
    plan = imported("budget_lines", later)
    assert plan.changed[0].columns(plan.register) == [
        ("调整数", None, -2000), ("调剂数", None, 500), ("变动后预算数", 10_000, 8_500),
    ]  # fmt: skip
    assert (plan.stored_fen, plan.file_fen, plan.after_fen) == (10_000, 8_500, 8_500)
    assert Change.objects.get().before["current"] == 10_000
    assert Row.objects.get(register="budget_lines").amount_fen == 8_500


def test_a_column_that_the_file_lacks_is_left_as_it_is(imported, tmp_path):
    imported(
        "payments",
        write_csv(tmp_path / "1.csv", PAYMENT_HEADS, [(2021, "361001", "P1", "V1", "2021-03-01", "1", "甲")]),
    )
    imported(
        "payments",
        write_csv(tmp_path / "2.csv", PAYMENT_HEADS[:-1], [(2021, "361001", "P1", "V1", "2021-03-01", "2")]),
    )
    assert Row.objects.get(key="2021/V1/P1").content["payee"] == "甲"


def test_rows_that_the_file_lacks_are_told_and_kept(imported, tmp_path):
    rows = [(2021, "361001", "P1", f"V{n}", "2021-03-01", "10", "甲") for n in range(3)]
    imported("payments", write_csv(tmp_path / "1.csv", PAYMENT_HEADS, rows))
    plan = imported("payments", write_csv(tmp_path / "2.csv", PAYMENT_HEADS, rows[:2]))
    assert list(plan.missing) == ["2021/V2/P1"]
    assert (plan.file_fen, plan.after_fen) == (2_000, 3_000)
    assert Row.objects.filter(register="payments").count() == 3


def test_a_control_total_that_differs_refuses_the_file(imported, tmp_path, tree):
    path = write_csv(
        tmp_path / "1.csv", PAYMENT_HEADS, [(2021, "361001", "P1", "V1", "2021-03-01", "10", "甲")]
    )
    with pytest.raises(WenxiaoError, match="1 处问题"):
        imported("payments", path, control_fen=1_001)
    assert not Row.objects.filter(register="payments").exists()
    plan = preview(REGISTERS["payments"], path, tree["district"], Options(control_fen=1_001))
    assert "相差 -0.01 元" in plan.refusals[0]
    imported("payments", path, control_fen=1_000)


FAULTS = [  # (column letter, text put there, words of the message)
    ("A", "", "没有填"), ("A", "二〇二一", "看不出是哪一年"), ("A", "21", "四位年份"), ("A", "1889", "四位年份"),
    ("B", "", "没有填"), ("B", "999001", "机构登记里没有它"), ("B", "3.61001E+5", "科学计数"), ("B", "卫健局", "机构登记里没有它"),
    ("C", "", "没有填"), ("C", "P9", "项目登记里没有它"), ("C", "4.4E+20", "科学计数"), ("C", "P" * 25, "最多 24 位"),
    ("D", "", "没有填"), ("D", "V1000", "第 2 行"), ("D", "V" * 61, "最多 60 位"), ("D", "1.0E+15", "科学计数"),
    ("E", "", "没有填"), ("E", "2021-02-30", "不是一个日期"), ("E", "三月一日", "不是一个日期"), ("E", "2021-13-01", "不是一个日期"),
    ("E", "20210431", "不是一个日期"), ("E", "2021年3月", "不是一个日期"), ("E", "44256", "不是一个日期"),
    ("F", "", "没有填"), ("F", "一百元", "不是金额"), ("F", "12.345", "细于 1 分"), ("F", "1,23.00", "千分位"), ("F", "—", "没有填"),
    ("F", "1.2.3", "不是金额"), ("F", "约100", "不是金额"), ("F", "100人", "不是金额"),
    ("G", "甲" * 101, "最多 100 个字"),
    ("H", "22401", None), ("H", "224010", "类 3 位"), ("H", "应急", "类 3 位"),
    ("I", "也许", "只能写是或否"), ("I", "3", "只能写是或否"), ("J", "5090", "类 3 位"),
]  # fmt: skip


def test_a_file_with_37_planted_faults_tells_exactly_those_and_changes_nothing(imported, tmp_path, tree):
    heads = (*PAYMENT_HEADS, "支出功能分类", "已作废", "政府预算经济分类")

    def sound(n):
        return [2021, "361001", "P1", f"V{1000 + n}", "2021-03-01", "10.00", "甲", "2240109", "否", "50901"]

    rows, wanted = [sound(0)], []
    for n, (letter, text, words) in enumerate(FAULTS, 1):
        row = sound(2 * n)
        row[ord(letter) - ord("A")] = text
        rows += [sound(2 * n - 1), row]  # a sound row before each faulty one
        if words:
            wanted.append((2 * n + 2, letter, words))
    assert len(wanted) == 37
    path = write_csv(tmp_path / "faulty.csv", heads, rows)
    events = Event.objects.count()
    plan = preview(REGISTERS["payments"], path, tree["district"])
    assert [(f.row, f.letter) for f in plan.faults] == [(row, letter) for row, letter, _ in wanted]
    for fault, (_, _, words) in zip(plan.faults, wanted, strict=True):
        assert words in str(fault)
        assert str(fault).endswith("。")
    with pytest.raises(WenxiaoError, match="37 处问题"):
        write(plan, None, tree["district"])
    assert not Row.objects.filter(register="payments").exists()
    assert Event.objects.count() == events


def test_sums_within_a_row_and_dates_in_order(imported, tmp_path, tree):
    path = write_csv(tmp_path / "b.csv", LINE_HEADS, [(2021, "361001", "P1", "", "100", "-20", "5", "90")])
    faults = preview(REGISTERS["budget_lines"], path, tree["district"]).faults
    assert [(f.row, f.column) for f in faults] == [(2, "变动后预算数")]
    assert "90.00 元" in faults[0].message
    assert "85.00 元" in faults[0].message
    heads = ("预算年度", "合同编号", "合同名称", "预算单位代码", "签订日期", "履行截止日期")
    path = write_csv(tmp_path / "c.csv", heads, [(2021, "C1", "维修", "361001", "2021-06-01", "2021-05-01")])
    assert [f.column for f in preview(REGISTERS["contracts"], path, tree["district"]).faults] == [
        "履行截止日期"
    ]


def test_a_plan_made_before_another_import_is_refused(imported, tmp_path, tree):
    rows = [(2021, "361001", "P1", "V1", "2021-03-01", "10", "甲")]
    path = write_csv(tmp_path / "1.csv", PAYMENT_HEADS, rows)
    early = preview(REGISTERS["payments"], path, tree["district"])
    imported("payments", path)
    with pytest.raises(StalePlanError):
        write(early, None, tree["district"])


def test_one_key_cannot_belong_to_two_bodies(imported, tmp_path, tree):
    plan = preview(
        REGISTERS["projects"],
        write_csv(
            tmp_path / "p.csv", PROJECT_HEADS, [(2021, "P1", "改名", "205001", "延续项目", "经常性项目")]
        ),
        tree["district"],
    )
    assert "已登记在“第一人民医院”名下" in plan.refusals[0]


def test_a_department_imports_only_below_itself(imported, tmp_path, tree):
    rows = [
        (2021, "361001", "P1", "V1", "2021-03-01", "10", "甲"),
        (2021, "205001", "P3", "V2", "2021-03-01", "10", "乙"),
    ]
    path = write_csv(tmp_path / "p.csv", PAYMENT_HEADS, rows)
    plan = preview(REGISTERS["payments"], path, tree["health"])
    assert {(f.row, f.letter) for f in plan.faults} == {(3, "B"), (3, "C")}


@pytest.mark.parametrize("heads", [("预算年度", "项目编码"), (*PAYMENT_HEADS, "支付金额"), ("甲", "乙")])
def test_a_table_without_the_columns_is_refused_with_their_names(imported, tmp_path, tree, heads):
    with pytest.raises(InputError, match=r"支付金额|支付"):
        preview(REGISTERS["payments"], write_csv(tmp_path / "p.csv", heads, []), tree["district"])


def test_every_import_is_an_event_and_silent_changes_show(imported, tmp_path):
    imported(
        "payments",
        write_csv(
            tmp_path / "1.csv", PAYMENT_HEADS, [(2021, "361001", "P1", "V1", "2021-03-01", "10", "甲")]
        ),
    )
    assert list(Event.objects.values_list("about", "act")) == [
        ("register:projects/990112", "import"), ("register:payments/990112", "import"),
    ]  # fmt: skip
    assert not list(broken_links())
    assert not list(altered())
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE registers_row SET content = replace(content, '1000', '9000') WHERE register = 'payments'"
        )
    assert ["payments" in sentence for sentence in altered()] == [True]


def test_a_write_without_an_event_raises_and_leaves_nothing(tree):
    row = Row(register="payments", jurisdiction="990112", key="x", body=tree["clinic"], content={})
    with pytest.raises(UnloggedWriteError):
        row.save()
    with pytest.raises(UnloggedWriteError):
        Row.objects.bulk_create([row])
    with pytest.raises(UnloggedWriteError):
        Row.objects.update(name="y")
    with pytest.raises(UnloggedWriteError), recording():
        row.save()
    assert not Row.objects.exists()


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
