"""Pages of registers: what each role sees, the way of an upload, and direct requests by those who may not."""

import pytest
from django.urls import reverse
from register_files import PAYMENT_HEADS, PROJECT_HEADS, PROJECTS, REGISTERS, write_csv

from wenxiao.web.accounts.models import User
from wenxiao.web.registers.importing import preview, write
from wenxiao.web.registers.models import Row, Upload

pytestmark = pytest.mark.django_db
PAYMENTS = [
    (2021, "361001", "P1", "V1", "2021-03-01", "100", "甲"),
    (2021, "205001", "P3", "V2", "2021-03-01", "30", "乙"),
]


@pytest.fixture(autouse=True)
def site(settings, tmp_path):
    settings.IMPORTS_IN_BACKGROUND = False
    settings.DATA = tmp_path / "site"


@pytest.fixture
def stored(people, tree, tmp_path):
    for register, heads, rows in (
        ("projects", PROJECT_HEADS, PROJECTS),
        ("payments", PAYMENT_HEADS, PAYMENTS),
    ):
        write(
            preview(
                REGISTERS[register], write_csv(tmp_path / f"{register}.csv", heads, rows), tree["district"]
            ),
            None,
            tree["district"],
        )


@pytest.fixture
def visit(client, people, stored):
    def go(who, address="", *args, method="get", data=None, query=""):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        url = reverse(address, args=args) + query
        return getattr(client, method)(url, data or {}, follow=method == "post")

    return go


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("unit_filer", {"P1"}), ("department_reviewer", {"P1", "P2"}), ("performance_section", {"P1", "P2", "P3"}),
        ("observer", {"P1", "P2", "P3"}), ("stranger", {"P3"}), ("expert", set()), ("system_administrator", set()),
    ],
)  # fmt: skip
def test_each_role_sees_the_projects_of_its_scope(visit, who, names, settings):
    settings.MIDDLEWARE = [m for m in settings.MIDDLEWARE if "session_guard" not in m]
    page = visit(who, "register_list", "projects").content.decode()
    assert {name for name in ("P1", "P2", "P3") if f">{name}</a>" in page} == names


def test_a_row_of_another_unit_is_no_page(visit):
    theirs = Row.objects.get(register="projects", project="P3")
    mine = Row.objects.get(register="projects", project="P1")
    assert visit("unit_filer", "register_row", "projects", theirs.pk).status_code == 404
    page = visit("unit_filer", "register_row", "projects", mine.pk)
    assert page.status_code == 200
    assert "基层医疗服务能力提升" in page.content.decode()


def test_the_overview_adds_up_only_what_the_person_may_see(visit):
    assert 'title="100.00 元"' in visit("unit_filer", "registers").content.decode()
    assert 'title="130.00 元"' in visit("performance_section", "registers").content.decode()


@pytest.mark.parametrize(
    "who", ["unit_filer", "unit_reviewer", "department_reviewer", "observer", "expert", "stranger"]
)
def test_who_may_not_import_finds_no_page_to_do_it(visit, who):
    assert visit(who, "register_import", "payments").status_code == 404
    assert visit(who, "register_import", "payments", method="post").status_code == 404
    assert not Upload.objects.exists()


def test_an_upload_is_previewed_confirmed_and_then_unchanged(visit, tmp_path):
    path = write_csv(
        tmp_path / "more.csv",
        PAYMENT_HEADS,
        [*PAYMENTS, (2021, "361001", "P1", "V9", "2021-04-01", "7.5", "丙")],
    )
    with path.open("rb") as file:
        page = visit(
            "performance_section", "register_import", "payments", method="post", data={"file": file}
        ).content.decode()
    assert "将新增 1 笔，改变 0 笔，2 笔没有变化" in page
    assert "文件合计 137.50 元" in page
    assert Row.objects.filter(register="payments").count() == 2
    upload = Upload.objects.get()
    page = visit("performance_section", "upload_confirm", upload.pk, method="post").content.decode()
    assert "已导入" in page
    assert Row.objects.filter(register="payments").count() == 3
    again = visit("performance_section", "upload_confirm", upload.pk, method="post").content.decode()
    assert "不能再导入" in again
    assert visit("business_section", "upload", upload.pk).status_code == 404  # another person's


def test_a_faulty_upload_shows_row_column_and_what_to_do(visit, tmp_path):
    path = write_csv(
        tmp_path / "bad.csv", PAYMENT_HEADS, [(2021, "361001", "P1", "V1", "2021-02-30", "一百", "甲")]
    )
    with path.open("rb") as file:
        page = visit(
            "performance_section", "register_import", "payments", method="post", data={"file": file}
        ).content.decode()
    assert "有 2 处问题，什么都没有导入" in page
    assert "“2021-02-30”，不是一个日期；须写成 2021-07-31 的样子，请改正。" in page
    assert "确认导入" not in page
    upload = Upload.objects.get()
    visit("performance_section", "upload_confirm", upload.pk, method="post")
    assert Row.objects.get(key="2021/V1/P1").amount_fen == 10_000
    assert (
        visit("performance_section", "upload_faults", upload.pk)
        .headers["Content-Disposition"]
        .endswith(".xlsx")
    )


@pytest.mark.parametrize("count", [3, 40])
def test_lists_take_a_fixed_number_of_queries(visit, tree, tmp_path, count, django_assert_num_queries):
    rows = [(2021, f"X{n}", f"项目{n}", "361001", "延续项目", "经常性项目") for n in range(count)]
    write(
        preview(REGISTERS["projects"], write_csv(tmp_path / "x.csv", PROJECT_HEADS, rows), tree["district"]),
        None,
        tree["district"],
    )
    visit("performance_section", "register_list", "projects")
    with django_assert_num_queries(LIST_QUERIES):
        visit("performance_section", "register_list", "projects")


LIST_QUERIES = 15  # as counted; it must not grow with the rows


def test_a_project_shows_its_money_and_links_to_it(visit):
    row = Row.objects.get(register="projects", project="P1")
    page = visit("unit_filer", "register_row", "projects", row.pk).content.decode()
    link = f"{reverse('register_list', args=('payments',))}?project=P1"
    assert f'<a href="{link}">1</a>' in page
    listed = visit("unit_filer", "register_list", "payments", query="?project=P1").content.decode()
    assert "V1" in listed


def test_new_accounts_must_change_the_password_they_were_given(client, people, tree):
    user: User = people["unit_filer"]
    user.must_change_password = True
    user.save()
    client.force_login(user)
    assert client.get("/registers/").url == reverse("account_change_password")
    user.set_password("旧的-2021-密码")
    user.save()
    client.force_login(user)
    told = {"oldpassword": "旧的-2021-密码", "password1": "换成-自己的-9173", "password2": "换成-自己的-9173"}
    client.post(reverse("account_change_password"), told)
    user.refresh_from_db()
    assert not user.must_change_password
    assert user.check_password("换成-自己的-9173")


def test_registered_contracts_are_judged_by_the_rules_of_their_form(visit, tree, tmp_path):
    heads = (
        "预算年度",
        "合同编号",
        "合同名称",
        "预算单位代码",
        "合同金额",
        "已付金额",
        "是否验收",
        "双方盖章",
        "签订日期",
    )
    rows = [
        (2021, "C1", "保洁", "361001", "1000000", "1200000", "是", "是", "2021-01-05"),
        (2021, "C2", "维修", "205001", "1000000", "500000", "是", "是", "2021-01-05"),
    ]  # fmt: skip
    write(
        preview(REGISTERS["contracts"], write_csv(tmp_path / "c.csv", heads, rows), tree["district"]),
        None,
        tree["district"],
    )
    page = visit("unit_filer", "register_findings", "contracts").content.decode()
    assert "C1" in page
    assert "C2" not in page  # another unit's
    assert "120" in page
    assert visit("unit_filer", "register_findings", "projects").status_code == 404
