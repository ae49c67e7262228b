"""Bodies and accounts by import: the same words, the tree kept sound, passwords random and told once."""

import pytest
from register_files import REGISTERS, write_csv

from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.importing import preview, write

pytestmark = pytest.mark.django_db
BODY_HEADS = ("预算单位代码", "预算单位名称", "机构类型", "上级机构代码")
PEOPLE_HEADS = ("登录名", "姓名", "联系电话", "角色", "预算单位代码")


def bring(register, path, top):
    plan = preview(REGISTERS[register], path, top)
    write(plan, None, top)
    return plan


def test_bodies_come_in_any_order_and_twice_adds_none(tree, tmp_path):
    rows = [("400001", "江澜市场监管所", "预算单位", "400"), ("400", "区市场监管局", "主管部门", "990112")]
    path = write_csv(tmp_path / "b.csv", BODY_HEADS, rows)
    assert bring("bodies", path, tree["district"]).counts()["new"] == 2
    assert Body.objects.get(name="江澜市场监管所").path == "990112/400/400001/"
    again = bring("bodies", path, tree["district"])
    assert (again.counts()["new"], again.counts()["unchanged"]) == (0, 2)
    assert Event.objects.filter(about="bodies/990112").count() == 1


def test_a_body_hangs_only_where_its_kind_belongs(tree, tmp_path):
    rows = [
        ("500", "甲局", "主管部门", ""), ("501", "乙所", "预算单位", "990112"), ("502", "丙所", "预算单位", "777"),
        ("361001", "第一人民医院", "预算单位", "205"),
    ]  # fmt: skip
    plan = preview(REGISTERS["bodies"], write_csv(tmp_path / "b.csv", BODY_HEADS, rows), tree["district"])
    told = {f.row: f.message for f in plan.faults}
    assert list(told) == [2, 3, 4, 5]
    assert "须写上级机构代码" in told[2]
    assert "须是主管部门或预算单位" in told[3]
    assert "都没有它" in told[4]
    assert "不能在导入时换类型或上级" in told[5]


def test_accounts_get_random_passwords_told_once_and_to_be_changed(tree, tmp_path):
    rows = [
        ("zhang", "张三", "020-12345678", "单位填报人", "361001"), ("zhang", "张三", "020-12345678", "单位审核人", "361001"),
        ("li", "李四", "", "绩效科", "990112"),
    ]  # fmt: skip
    path = write_csv(tmp_path / "p.csv", PEOPLE_HEADS, rows)
    plan = bring("people", path, tree["district"])
    assert [(name, login) for name, login, _ in plan.passwords] == [("张三", "zhang"), ("李四", "li")]
    password = plan.passwords[0][2]
    assert len(password) == 14
    user = User.objects.get(username="zhang")
    assert user.check_password(password)
    assert user.must_change_password
    assert set(Appointment.objects.filter(user=user).values_list("role", flat=True)) == {
        "unit_filer",
        "unit_reviewer",
    }
    assert password not in str(Event.objects.get(about="people/990112").content)
    again = bring("people", path, tree["district"])
    assert again.counts()["unchanged"] == 3
    assert not again.passwords


def test_an_unknown_role_or_a_login_of_two_people_is_told(tree, tmp_path):
    rows = [
        ("a1", "甲", "", "科长", "361001"),
        ("b1", "乙", "", "绩效科", "990112"),
        ("b1", "丙", "", "领导", "990112"),
    ]
    plan = preview(REGISTERS["people"], write_csv(tmp_path / "p.csv", PEOPLE_HEADS, rows), tree["district"])
    assert [(f.row, f.column) for f in plan.faults] == [(2, "角色"), (4, "姓名")]


ENDING_HEADS = (*PEOPLE_HEADS, "免去")


def test_a_role_is_taken_away_and_the_account_stays(tree, people, tmp_path):
    rows = [
        ("zhang", "张三", "", "单位填报人", "361001", ""),
        ("zhang", "张三", "", "单位审核人", "361001", "否"),
    ]
    bring("people", write_csv(tmp_path / "p.csv", ENDING_HEADS, rows), tree["district"])
    rows = [
        ("zhang", "张三", "", "单位填报人", "361001", "是"),
        ("zhang", "张三", "", "单位审核人", "361001", ""),
    ]
    path = write_csv(tmp_path / "q.csv", ENDING_HEADS, rows)
    plan = preview(REGISTERS["people"], path, tree["district"])
    assert (plan.counts()["removed"], plan.counts()["unchanged"]) == (1, 1)
    assert plan.sentence().endswith("将免去 1 个。")
    assert Appointment.objects.filter(user__username="zhang").count() == 2  # a preview writes nothing
    write(plan, None, tree["district"])
    assert [a.role for a in Appointment.objects.filter(user__username="zhang")] == ["unit_reviewer"]
    assert User.objects.get(username="zhang").is_active
    event = Event.objects.filter(about="people/990112").last()
    assert [(r["username"], r["role"]) for r in event.content["removed"]] == [("zhang", "单位填报人")]
    again = preview(REGISTERS["people"], path, tree["district"])
    assert "没有登记这个任职" in again.faults[0].message


def test_the_last_system_administrator_is_not_locked_out(tree, people, tmp_path):
    rows = [("system_administrator", "甲", "", "系统管理员", "990112", "是")]
    User.objects.filter(username="system_administrator").update(first_name="甲")
    path = write_csv(tmp_path / "p.csv", ENDING_HEADS, rows)
    plan = preview(REGISTERS["people"], path, tree["district"])
    assert "就没有系统管理员了" in plan.refusals[0]
    assert not plan.may_be_written
    other = User.objects.create_user("second", password="x")
    Appointment.objects.create(user=other, role="system_administrator", body=tree["district"])
    bring("people", path, tree["district"])
    assert [a.user.username for a in Appointment.objects.filter(role="system_administrator")] == ["second"]
