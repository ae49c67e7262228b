"""The demo's server answers: judging in the same program first must not stop its workers."""

import http.cookiejar
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pytest

OVERLAY = Path(__file__).parents[2] / "examples" / "district" / "rulebook"
PROGRAM = """
import json, sys
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from wenxiao.cli.demo_site import prepare_district
from wenxiao.cli.serve_commands import run_server
from wenxiao.core.facts.build import build_facts
from wenxiao.core.judging import judge
from wenxiao.rulebook import load_catalog

folder, overlay, port = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
documents = json.loads((folder / "documents.json").read_text("utf-8"))
catalog = load_catalog([overlay])
judge(build_facts(documents, catalog.place("990112").forms), catalog, as_of=date(2021, 9, 1))
seeded = prepare_district(folder / "site", overlay, "990112", [SimpleNamespace(content=d) for d in documents])
print("PASSWORD", seeded.password, flush=True)
run_server("127.0.0.1", port)
"""


@pytest.fixture
def site(district_documents, tmp_path):
    name = next(
        d["subject"]["name"]
        for d in district_documents
        if d["form"] == "project_list" and d["subject"]["code"] == "101"
    )
    part = [d for d in district_documents if (d.get("department") or d["subject"]["name"]) == name]
    (tmp_path / "documents.json").write_text(json.dumps(part), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", PROGRAM, str(tmp_path), str(OVERLAY), str(port)]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    try:
        yield f"http://127.0.0.1:{port}", tmp_path / "log", server
    finally:
        server.terminate()
        server.wait(20)


def test_a_filing_is_judged_and_shown_by_the_server_of_the_demo(site):
    address, log, server = site
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def page(path, **fields):
        data = urllib.parse.urlencode(fields).encode() if fields else None
        asked = urllib.request.Request(address + path, data, {"Referer": address + path})
        return browser.open(asked, timeout=60).read().decode()

    until = time.monotonic() + 90
    while True:
        assert server.poll() is None, log.read_text("utf-8")
        try:
            login = page("/account/login/")
            break
        except urllib.error.URLError:
            assert time.monotonic() < until, log.read_text("utf-8")
            time.sleep(0.3)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', login)[1]
    password = re.search(r"PASSWORD (\S+)", log.read_text("utf-8"))[1]
    page("/account/login/", csrfmiddlewaretoken=token, login="demo-performance-section", password=password)
    listed = page("/filings/forms/project_goal/")
    filing = re.search(r'href="(/filings/[0-9a-f-]{36}/)"', listed)[1]
    assert "疑点" in page(filing)


REMEMBERED = """
import os, sys
from pathlib import Path
from wenxiao.cli.serve_commands import prepare_site
from wenxiao.core.errors import InputError
try:
    prepare_site(Path(sys.argv[1]))
except InputError as fault:
    print("问题", fault)
else:
    print(os.environ.get("WENXIAO_RULEBOOK", "没有"))
"""


def prepared(folder, given=None):
    kept = {key: value for key, value in os.environ.items() if key != "WENXIAO_RULEBOOK"}
    environment = kept if given is None else {**kept, "WENXIAO_RULEBOOK": given}
    command = [sys.executable, "-c", REMEMBERED, str(folder)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout.strip()


def test_a_site_remembers_its_local_rulebook(tmp_path):
    """Started again without saying so, the site must not fall back to national values without a word."""
    overlay, site = tmp_path / "rulebook", tmp_path / "site"
    shutil.copytree(OVERLAY, overlay)
    assert prepared(site) == "没有"
    assert prepared(site, str(overlay)) == str(overlay)
    assert prepared(site) == str(overlay)
    shutil.rmtree(overlay)
    assert prepared(site).startswith("问题 网站上次用的本地规则库不在了")
    assert prepared(site, "") == ""
    assert prepared(site) == ""
