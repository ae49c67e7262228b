"""Every page looked at in three widths: nothing sticks out, and axe finds no serious fault."""

import pytest
from tests.browser.conftest import AXE

from wenxiao.web.filings import services
from wenxiao.web.indicators import services as indicators

pytestmark = pytest.mark.django_db(transaction=True)
WIDTHS = {"laptop": (1366, 768), "desktop": (1920, 1080), "phone": (390, 844)}


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
    own = [
        "/",
        "/desk/sent/",
        "/desk/notices/",
        "/desk/substitutes/",
        "/desk/permissions/",
        "/filings/forms/project_goal/",
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
    return {
        "unit_filer": [*own, *more, *tabs, *library],
        "performance_section": [
            "/indicators/?state=proposed",
            "/indicators/card/local.门诊人次/",
            "/indicators/advice/",
        ],
        "unit_reviewer": ["/", waiting],
        "system_administrator": ["/"],
    }


@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_in_every_width(enter, pages, width, request):
    shots = request.config.rootpath / ".shots" if request.config.getoption("--screenshot") == "on" else None
    faults = []
    for role, listed in addresses(pages).items():
        page = enter(role)
        page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
        for number, address in enumerate(listed):
            page.goto(address)
            page.wait_for_load_state("networkidle")
            if shots:
                shots.mkdir(exist_ok=True)
                page.screenshot(path=shots / f"{width}-{role}-{number:02}.png")
            over = page.evaluate(
                "document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
            faults += [(role, address, "sticks out", over)] if over > 0 else []
            faults += [(role, address, *fault) for fault in axe_faults(page)]
    assert not faults, "\n".join(map(str, faults))
