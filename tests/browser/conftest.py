"""A real Chromium on the real site; skipped where there is none, unless WENXIAO_REQUIRE_BROWSER says it must be there."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from tests.site import goal, people, quick_passwords, tree

__all__ = ["goal", "people", "quick_passwords", "tree"]
CHROMIUM = os.environ.get("WENXIAO_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
VENDOR = Path(__file__).resolve().parents[2] / "src/wenxiao/web/ui/static/vendor"
AXE = Path(__file__).resolve().parents[2] / "assets/node_modules/axe-core/axe.min.js"
PASSWORD = "江澜区-2021-财政"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright's loop lives in the test's thread


def lacking():
    if not Path(CHROMIUM).exists():
        return "没有 Chromium：安装 Debian 的 chromium 和 fonts-noto-cjk，或用 WENXIAO_CHROMIUM 指明位置。"
    return "" if (VENDOR / "htmx.min.js").exists() and AXE.exists() else "没有网页组件：先运行 make setup。"


def pytest_collection_modifyitems(items):
    why = lacking()
    if why and os.environ.get("WENXIAO_REQUIRE_BROWSER") != "1":
        for item in items:
            if Path(__file__).parent in item.path.parents:
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    assert not lacking(), lacking()
    return {"executable_path": CHROMIUM, "args": FLAGS, "headless": True}


@pytest.fixture
def browser_context_args():
    return {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "viewport": {"width": 1366, "height": 768}}


def expected(words):
    """Answers that a test asks for, and a live request cut short by going on; one that failed says htmx:sendError as well."""
    return any(told in words for told in ("404", "409", "422", "htmx:sendAbort", "htmx:afterRequest"))


@pytest.fixture
def site(live_server, people):
    """The site with everyone able to log in."""
    cache.clear()
    for user in people.values():
        user.set_password(PASSWORD)
        user.save()
    return live_server.url


@pytest.fixture
def enter(site, browser, browser_context_args):
    """Open the site as one person, in a context of its own; faults on the page fail the test."""
    contexts, faults = [], []

    def log_in(name, **more):
        context = browser.new_context(**(browser_context_args | more), base_url=site)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on(
            "console",
            lambda said: (
                faults.append(said.text) if said.type == "error" and not expected(said.text) else None
            ),
        )
        page.goto("/")
        page.get_by_label("账号").fill(name)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录").click()
        page.wait_for_url(lambda url: "/login/" not in url)
        return page

    yield log_in
    for context in contexts:
        context.close()
    assert not faults
