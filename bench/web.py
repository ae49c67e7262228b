"""``python -m bench.web``: the served site under one user, over real HTTP.

A fresh SQLite site with 10,000 projects and goals and one draft with 30 indicators; the server is
the one that ``wenxiao serve`` starts. Every number is the time until the whole answer has come.
"""

from __future__ import annotations

import os
import platform
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

PROJECTS = 10_000
INDICATORS = 30
TIMES = 25
TARGET = 0.300
YEAR = 2021
PASSWORD = "bench-only-2021"
RESULTS = Path(__file__).parent / "results-web.md"


class Fields(HTMLParser):
    """The names and values of every field of a page, as a browser without scripts would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._text = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take inputs as they stand, and remember the open textarea or select."""
        told = {key: value or "" for key, value in attrs}
        name = told.get("name", "")
        if (
            tag == "input"
            and name
            and (told.get("type") not in {"checkbox", "radio", "file"} or "checked" in told)
        ):
            self.found[name] = told.get("value", "")
        elif tag == "textarea":
            self._text = name
            self.found[name] = ""
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in told or self._select not in self.found):
            self.found[self._select] = told.get("value", "")

    def handle_data(self, data: str) -> None:
        """Add to the open textarea."""
        if self._text:
            self.found[self._text] += data

    def handle_endtag(self, tag: str) -> None:
        """Close textarea or select."""
        if tag == "textarea":
            self._text = ""
        elif tag == "select":
            self._select = ""


class Person:
    """One logged-in person."""

    def __init__(self, base: str, login: str) -> None:
        self.base, self.jar = base, CookieJar()
        self.opener: OpenerDirector = build_opener(HTTPCookieProcessor(self.jar))
        self.post("/account/login/", {"login": login, "password": PASSWORD}, page=self.get("/account/login/"))

    def get(self, address: str) -> str:
        """Give a page."""
        with self.opener.open(self.base + address) as answer:
            return str(answer.read().decode("utf-8", "replace"))

    def post(self, address: str, fields: dict[str, str], page: str = "", **headers: str) -> str:
        """Send a form with the page's own token."""
        if page:
            fields = fields | {"csrfmiddlewaretoken": fields_of(page)["csrfmiddlewaretoken"]}
        told = {key.replace("_", "-"): value for key, value in headers.items()}
        request = Request(
            self.base + address, urlencode(fields).encode(), {"Referer": self.base + address, **told}
        )
        with self.opener.open(request) as answer:
            return str(answer.read().decode("utf-8", "replace"))


def fields_of(page: str) -> dict[str, str]:
    """Give the fields of a page."""
    parser = Fields()
    parser.feed(page)
    return parser.found


def fill() -> tuple[str, str]:
    """Fill the prepared site; give the address of the draft and the login of its filer."""
    from django.db.models import QuerySet
    from django.utils import timezone

    from wenxiao.web.accounts.models import Appointment, Body, User
    from wenxiao.web.filings import services
    from wenxiao.web.filings.models import Filing
    from wenxiao.web.registers.models import Row

    top = Body.objects.create(code="990112", name="江澜区", kind="jurisdiction")
    department = Body.objects.create(code="361", name="区卫生健康局", kind="department", parent=top)
    units = [
        Body.objects.create(code=f"{n:03}", name=f"单位{n}", kind="unit", parent=department)
        for n in range(100)
    ]
    for role, body in (("unit_filer", units[0]), ("performance_section", top)):
        Appointment.objects.create(
            user=User.objects.create_user(role, password=PASSWORD), role=role, body=body
        )
    now = timezone.now()
    QuerySet(Filing).bulk_create(
        Filing(
            document=f"project_goal/990112/{YEAR}/N{n}", form="project_goal", body=units[n % 100], fiscal_year=YEAR,
            subject_code=f"N{n}", subject_name=f"项目{n:05}", amount_fen=n * 10_000, state="performance_review", content={},
            holder_since=now, due=timezone.localdate(),
        )
        for n in range(PROJECTS)
    )  # fmt: skip
    for register in ("projects", "budget_lines"):
        QuerySet(Row).bulk_create(
            Row(
                register=register, jurisdiction="990112", key=f"{YEAR}/N{n}", body=units[n % 100], fiscal_year=YEAR,
                project=f"N{n}", name=f"项目{n:05}", amount_fen=n * 10_000, content={"code": f"N{n}", "name": f"项目{n:05}"},
            )
            for n in range(PROJECTS)
        )  # fmt: skip
    filer = User.objects.get(username="unit_filer")
    draft = services.create(filer, units[0], goal())
    return f"/filings/{draft.pk}/", filer.username


def goal() -> dict[str, Any]:
    """Give a project goal with 30 indicators, 90 points in all."""
    kinds = ("数量指标", "质量指标", "时效指标")
    rows = [
        {"level1": "产出指标", "level2": kinds[n % 3], "level3": f"第{n}项工作完成数量", "target": f"≥{n + 10}次", "weight": "3",
         "data_source": "业务统计"}
        for n in range(INDICATORS)
    ]  # fmt: skip
    return {
        "form": "project_goal", "jurisdiction": "990112", "fiscal_year": YEAR, "money_unit": "万元",
        "subject": {"kind": "project", "code": "B1", "name": "基层医疗服务能力提升"}, "department": "区卫生健康局", "unit": "单位0",
        "funds": [{"line": "total", "annual": "120"}], "annual_goal": "全年完成三十项工作", "indicators": rows,
    }  # fmt: skip


@contextmanager
def served(*, warm: bool) -> Iterator[tuple[str, float]]:
    """Serve the prepared site; give its address and the seconds until it answered."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    environment = os.environ | {"WENXIAO_WARM": "1" if warm else "0"}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
               "--blocking-threads", "4", "--log-level", "error", "wenxiao.web.config.wsgi:application"]  # fmt: skip
    started = time.perf_counter()
    server = subprocess.Popen(command, env=environment)
    try:
        while True:
            try:
                build_opener().open(base + "/account/login/").read()
                break
            except URLError:
                if server.poll() is not None:
                    raise
                time.sleep(0.05)
        yield base, time.perf_counter() - started
    finally:
        server.terminate()
        server.wait()


def timed(act: Callable[[], Any], times: int = TIMES) -> list[float]:
    """Give the seconds of each of some calls."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    return found


def measure_start(draft: str, login: str, *, warm: bool) -> tuple[float, ...]:
    """Give the seconds until a new process answered, of the first start page, form page and live check in it."""
    with served(warm=warm) as (base, ready):
        person = Person(base, login)
        start = timed(lambda: person.get("/"), 1)[0]
        opened = timed(lambda: person.get(f"{draft}edit/"), 1)[0]
        fields = fields_of(person.get(f"{draft}edit/"))
        return ready, start, opened, timed(lambda: person.post(f"{draft}check/", fields), 1)[0]


def measure_pages(draft: str, login: str) -> dict[str, list[float]]:
    """Give the times of what people do most, by words."""
    with served(warm=True) as (base, _):
        filer, finance = Person(base, login), Person(base, "performance_section")
        fields = fields_of(filer.get(f"{draft}edit/"))
        number = iter(range(1_000_000))

        def save() -> None:
            import json

            fields["annual_goal"] = f"全年完成三十项工作，第{next(number)}次"
            told = json.loads(filer.post(f"{draft}edit/", fields, X_Wenxiao="1"))
            fields["version"] = str(told["version"])

        goals = "/filings/forms/project_goal/"
        return {
            f"保存（{INDICATORS} 个指标）": timed(save),
            f"边填边查（{INDICATORS} 个指标）": timed(lambda: filer.post(f"{draft}check/", fields)),
            "打开填写页": timed(lambda: filer.get(f"{draft}edit/"), 10),
            "首页（填报人）": timed(lambda: filer.get("/"), 10),
            "首页（绩效科，待审 1 万张）": timed(lambda: finance.get("/"), 5),
            f"清单第一页（{PROJECTS} 条）": timed(lambda: finance.get(f"{goals}?size=50"), 10),
            "清单最后一页，按金额排": timed(lambda: finance.get(f"{goals}?size=50&sort=-amount&page=200"), 10),
            "清单按名称筛选": timed(lambda: finance.get(f"{goals}?q=项目042".replace("项目", "%E9%A1%B9%E7%9B%AE")), 10),
            f"导出 CSV（{PROJECTS} 条）": timed(lambda: finance.get(f"{goals}?q=&export=csv"), 3),
            f"导出 Excel（{PROJECTS} 条）": timed(lambda: finance.get(f"{goals}?q=&export=xlsx"), 3),
            "搜索（命中 3 万条）": timed(lambda: finance.get("/search/?q=%E9%A1%B9%E7%9B%AE"), 10),
            "搜索（命中 3 条）": timed(lambda: finance.get("/search/?q=%E9%A1%B9%E7%9B%AE04217"), 10),
            "单位情况（101 个单位）": timed(lambda: finance.get("/boards/bodies/?size=50"), 5),
            "看板（1 万张表、1 万条预算）": timed(lambda: finance.get("/boards/"), 5),
        }  # fmt: skip


def main() -> None:
    """Measure, print and write the table."""
    with tempfile.TemporaryDirectory() as temporary:
        from wenxiao.cli.serve_commands import migrate_site, prepare_site

        prepare_site(Path(temporary) / "site")
        migrate_site()
        draft, login = fill()
        starts = {warm: measure_start(draft, login, warm=warm) for warm in (False, True)}
        pages = measure_pages(draft, login)
    text = report(starts, pages)
    print(text)
    RESULTS.write_text(text, encoding="utf-8")


def report(starts: dict[bool, tuple[float, ...]], pages: dict[str, list[float]]) -> str:
    """Write the result as a page."""
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    lines = [
        "# 网站的速度", "",
        f"`python -m bench.web`：真的服务进程、真的 HTTP、一个用户、SQLite；{os.cpu_count()} 核，Python {platform.python_version()}。"
        f"保存和边填边查的目标是中位数 {TARGET * 1000:.0f} 毫秒。",
        f"数随机器忙闲而变：量的时候，别的程序加上本程序，每核排着 {load:.1f} 个。", "",
        "| 做什么 | 次数 | 中位数（毫秒） | 最快（毫秒） | 最慢（毫秒） |", "|---|---:|---:|---:|---:|",
        *(
            f"| {words} | {len(told)} | {statistics.median(told) * 1000:.0f} | {min(told) * 1000:.0f} | {max(told) * 1000:.0f} |"
            for words, told in pages.items()
        ),
        "", "服务进程启动时先读规则库、把各阶段的判断备好，第一个人不用等：", "",
        "| 启动时 | 启动到能打开（秒） | 第一次打开首页（毫秒） | 第一次打开填写页（毫秒） | 第一次边填边查（毫秒） |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {'预先备好' if warm else '不预备（WENXIAO_WARM=0）'} | {told[0]:.1f} | "
            + " | ".join(f"{seconds * 1000:.0f}" for seconds in told[1:]) + " |"
            for warm, told in starts.items()
        ),
        "",
    ]  # fmt: skip
    return "\n".join(lines)


if __name__ == "__main__":
    main()
