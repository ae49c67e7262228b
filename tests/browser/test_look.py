"""Every page looked at in three widths: nothing sticks out, and axe finds no serious fault."""

import pytest
from django.db.models import QuerySet
from playwright.sync_api import expect
from tests.browser.conftest import AXE, PASSWORD

from wenxiao.web.accounts.models import Appointment, User
from wenxiao.web.filings import services
from wenxiao.web.indicators import services as indicators
from wenxiao.web.registers.models import Row
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = {
    "laptop": (1366, 768),
    "desktop": (1920, 1080),
    "phone": (390, 844),
    "zoomed": (683, 384),
}  # 200 % of a laptop
AXED = {"laptop", "phone"}  # where the layout differs
LIVE = ("edit/", "/boards/")  # pages that go on loading


def axe_faults(page):
    page.evaluate(AXE.read_text(encoding="utf-8"))
    told = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        (v["id"], v["nodes"][0]["html"][:160], v["nodes"][0]["failureSummary"][:200])
        for v in told["violations"]
        if v["impact"] in {"serious", "critical"}
    ]


@pytest.fixture
def pages(people, tree, goal):
    """A draft with a fault, a returned and mended goal, and one waiting for the unit's reviewer."""
    filer, reviewer = people["unit_filer"], people["unit_reviewer"]
    faulty = goal | {
        "subject": {"kind": "project", "code": "P2", "name": "药品采购"},
        "indicators": goal["indicators"][:2],
    }
    draft = services.create(filer, tree["clinic"], faulty)
    back = services.create(
        filer, tree["clinic"], goal | {"subject": {"kind": "project", "code": "P3", "name": "设备更新"}}
    )
    services.act(filer, back.pk, "submit", read_version=1)
    services.act(reviewer, back.pk, "unit_return", read_version=2, opinion="人次定得太低，请参照上年完成值。")
    services.save(filer, back.pk, back.content | {"annual_goal": "全年门诊1.5万人次"}, read_version=3)
    indicators.propose(filer, draft, goal["indicators"][0], {"field": "卫生", "explain": "全年看病的人次。"})
    waiting = services.create(filer, tree["clinic"], goal)
    services.act(filer, waiting.pk, "submit", read_version=1)
    return {"draft": draft, "back": back, "waiting": waiting}


def addresses(pages):
    draft, back, waiting = (f"/filings/{pages[k].pk}/" for k in ("draft", "back", "waiting"))
    tabs = [f"{back}?tab={t}" for t in ("content", "findings", "scores", "attachments", "flow", "versions")]
    own = ["/", "/desk/tasks/", "/desk/sent/", "/desk/notices/", "/desk/substitutes/", "/desk/permissions/"]
    lists = [
        "/filings/forms/project_goal/",
        "/filings/",
        "/registers/overview/",
        "/registers/projects/",
        "/search/?q=目标",
    ]
    more = [
        "/filings/forms/project_goal/new/",
        f"{draft}edit/",
        f"{draft}send/",
        f"{back}edit/",
        "/account/password/",
    ]
    library = [
        "/indicators/", "/indicators/card/health.居民电子健康档案建档率/", "/indicators/propose/",
        f"/indicators/propose/{pages['draft'].pk}/", f"{draft}aids/", "/library/guides/goal/",
        "/library/sources/caiyu-2020-10/",
    ]  # fmt: skip
    documents = ["/library/sources/", "/library/parameters/", "/library/guides/"]
    return {
        "unit_filer": [*own, *lists, *more, *tabs, *library],
        "unit_reviewer": ["/", "/desk/tasks/", waiting],
        "business_section": ["/", "/boards/bodies/", "/goals/gate/", *documents],
        "performance_section": [
            "/filings/waivers/",
            "/indicators/?state=proposed",
            "/indicators/card/local.门诊人次/",
            "/indicators/advice/",
        ],
        "observer": ["/", "/boards/rows/", "/search/"],
        "leader": ["/", "/boards/brief/"],
        "agency": ["/"],
        "system_administrator": ["/"],
        "security_administrator": ["/"],
        "audit_administrator": ["/", "/boards/trail/"],
    }


@pytest.fixture
def everyone(people, tree, site, monkeypatch):
    """One person a role of the rulebook, all with the password; the second factor has tests of its own."""
    monkeypatch.setattr("wenxiao.web.accounts.middleware._lacks_second_factor", lambda request: False)
    for role in rulebook().roles:
        if role not in people:
            people[role] = User.objects.create_user(role, password=PASSWORD)
            Appointment.objects.create(user=people[role], role=role, body=tree["district"])
    return people


def sticks_out(page):
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_in_every_width(enter, everyone, pages, width, request):
    shots = request.config.rootpath / ".shots" if request.config.getoption("--screenshot") == "on" else None
    faults = []
    for role, listed in addresses(pages).items():
        page = enter(role)
        page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
        for number, address in enumerate(listed):
            page.goto(address)
            if any(part in address for part in LIVE):
                page.wait_for_load_state("networkidle")
            if shots:
                shots.mkdir(exist_ok=True)
                page.screenshot(path=shots / f"{width}-{role}-{number:02}.png")
            over = sticks_out(page)
            faults += [(role, address, "sticks out", over)] if over > 0 else []
            faults += [(role, address, *fault) for fault in axe_faults(page)] if width in AXED else []
    assert not faults, "\n".join(map(str, faults))


def test_menus_and_chooser_open_without_fault(enter, pages):
    page = enter("unit_filer")
    page.goto("/filings/forms/project_goal/")
    page.get_by_text("选择列").click()
    assert page.get_by_label("对象", exact=True).is_checked()
    assert not axe_faults(page)
    page.get_by_label("编码", exact=True).uncheck()
    page.get_by_role("button", name="只看这些列").click()
    expect(page.locator("table.dense thead")).not_to_contain_text("编码")
    page.get_by_text("选择列").click()
    page.get_by_role("button", name="全部列").click()
    expect(page.locator("table.dense thead")).to_contain_text("编码")
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_text("☰ 栏目").click()
    menu = page.locator(".menu-phone")
    expect(menu.get_by_role("link", name="项目支出绩效目标申报表")).to_have_attribute("aria-current", "page")
    expect(menu.get_by_role("link", name="参数")).to_be_hidden()
    menu.get_by_text("指标与制度", exact=True).click()
    expect(menu.get_by_role("link", name="参数")).to_be_visible()
    assert not axe_faults(page)
    page.keyboard.press("Escape")
    page.get_by_text("选择列").click()
    expect(page.get_by_role("button", name="只看这些列")).to_be_in_viewport()
    assert sticks_out(page) <= 0


def test_slash_goes_to_the_search_box_but_not_while_writing(enter, pages):
    page = enter("unit_filer")
    page.keyboard.press("/")
    page.keyboard.type("设备")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/search/" in url)
    assert page.locator("#filings").get_by_role("link", name="设备更新").is_visible()
    page.goto("/filings/forms/project_goal/")
    page.get_by_label("查找").fill("")
    page.get_by_label("查找").press("/")
    assert page.get_by_label("查找").input_value() == "/"


def test_reading_searching_and_choosing_columns_work_without_javascript(
    browser, site, pages, browser_context_args
):
    context = browser.new_context(**browser_context_args, base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.get_by_label("账号").fill("unit_filer")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.get_by_role("link", name="修改后再提交").wait_for()
    page.get_by_label("搜索项目").fill("设备")
    page.get_by_role("button", name="搜索").click()
    page.locator("#filings").get_by_role("link", name="设备更新").wait_for()
    page.locator("nav.side").get_by_text("绩效目标", exact=True).click()
    page.locator("nav.side").get_by_role("link", name="项目支出绩效目标申报表").click()
    page.get_by_text("选择列").click()
    page.get_by_label("编码", exact=True).uncheck()
    page.get_by_role("button", name="只看这些列").click()
    expect(page.locator("table.dense thead")).not_to_contain_text("编码")
    context.close()


def test_lists_and_the_leaders_page_print_on_clean_a4(enter, everyone, pages, tree):
    QuerySet(Row).bulk_create(
        Row(
            register="budget_lines", jurisdiction="990112", key=f"2021/N{n}", body=tree["clinic"], fiscal_year=2021, content={},
            project=f"N{n}", name=f"第{n}个基层医疗卫生机构业务用房改造和医疗设备购置配置及信息化项目", amount_fen=(n + 1) * 100_000_000,
        )
        for n in range(30)
    )  # fmt: skip
    for role, address, most in (
        ("unit_filer", "/filings/forms/project_goal/", 1), ("leader", "/boards/brief/", 1), ("leader", "/", 1),
        ("business_section", "/boards/bodies/", 1),
    ):  # fmt: skip
        page = enter(role)
        page.goto(address)
        page.emulate_media(media="print")
        for hidden in (".top", ".side", ".filters", ".list-bar", ".pages"):
            assert not any(found.is_visible() for found in page.locator(hidden).all()), (address, hidden)
        assert sticks_out(page) <= 0
        printed = page.pdf(format="A4", prefer_css_page_size=True)
        assert printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") == most, address
