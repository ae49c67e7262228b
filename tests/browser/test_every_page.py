"""Every address of the site that answers with a page is looked at by axe; a new one fails until it is known here.

The addresses are walked from the URL conf. What a page of one thing shows is made by ``things``; the
first role that may open an address looks at it.
"""

from urllib.parse import unquote, urlsplit

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db.models import QuerySet
from django.urls import get_resolver
from tests.browser.test_look import axe_faults, everyone, pages, sticks_out
from tests.web.test_every_list import walk

from wenxiao.web.filings import services
from wenxiao.web.goals.certificates import issue
from wenxiao.web.registers.models import Row, Upload

__all__ = ["everyone", "pages"]
pytestmark = pytest.mark.django_db(transaction=True)
FILES = (".xlsx", ".docx", ".svg", "/attachments/<uuid:attachment>/")  # sent to be saved or drawn
ELSEWHERE = {
    "account/second-factor/recovery-codes/download/": "a file",
    "goals/roll-over/undo/": "there only after a roll-over: tests/web/test_roll_over.py reads it",
    "account/second-factor/authenticate/": "stands between password and site: tests/web/test_login.py opens it",
}
ROLES = (
    "unit_filer",
    "performance_section",
    "security_administrator",
    "audit_administrator",
    "system_administrator",
)
ANYONE = ""  # not logged in
NOT_ALLOWED = 405
OK = 200


@pytest.fixture
def things(everyone, pages, tree, tmp_path):
    """One of each thing that has a page; keys are parts of the addresses, the longest that fits counts."""
    line, lower = QuerySet(Row).bulk_create(
        Row(
            register="budget_lines", jurisdiction="990112", key=f"2021/{code}", body=tree["clinic"], fiscal_year=2021,
            project=code, name="基层医疗", amount_fen=8_000, content={"code": code, "initial": 100, "adjustment": -20, "current": 80},
        )
        for code in ("P1", "P3")
    )  # fmt: skip
    adjustment = services.create(everyone["unit_filer"], tree["clinic"], {
        "form": "goal_adjustment", "jurisdiction": "990112", "fiscal_year": 2021, "money_unit": "万元",
        "subject": {"kind": "project", "code": "P1", "name": "甲"}, "cause": "预算调整", "applied_on": "2021-10-08",
        "funds": [{"line": "total", "before": "100", "after": "80"}],
        "indicators": [{"level1": "产出指标", "level3": "门诊人次", "change": "修改", "before_target": "≥100人次", "target": "≥50人次"}],
    })  # fmt: skip
    upload = Upload.objects.create(
        register="payments", person=everyone["performance_section"], file="支付.csv", stored=""
    )
    certificate = issue(everyone["performance_section"], [line.pk])[0]
    return {
        "boards/": {}, "goals/adjustments/<uuid:pk>/": {"pk": adjustment.pk}, "goals/adjustments/begin/": {"pk": lower.pk},
        "goals/certificates/<": {"number": certificate.number}, "registers/uploads/": {"pk": upload.pk},
        "registers/<": {"register": "payments"}, "registers/<slug:register>/<": {"register": "budget_lines", "pk": line.pk},
        "filings/forms/": {"form_id": "project_goal"}, "filings/waivers/": {"pk": 1}, "filings/<": {"pk": pages["draft"].pk},
        "filings/<uuid:pk>/attachments/<": {"pk": pages["draft"].pk, "attachment": pages["draft"].pk},
        "indicators/card/": {"name": "health.居民电子健康档案建档率"}, "indicators/act/": {"name": "health.居民电子健康档案建档率"},
        "indicators/propose/": {"pk": pages["draft"].pk}, "library/sources/": {"name": "caiyu-2020-10"},
        "library/parameters/": {"name": "goal.missing_blocks_budget"}, "library/rules/": {"name": "goal.target_missing"},
        "library/guides/": {"name": "goal"}, "desk/<": {"name": "tasks"},
    }  # fmt: skip


def addresses(things):
    """Give every address of the URL conf that may be a page, with an example for each of its parts."""
    for path, keys in walk(get_resolver().url_patterns):
        if path.endswith(FILES) or path in ELSEWHERE:
            continue
        made = max((start for start in things if path.startswith(start)), key=len, default=None)
        values = things[made] if made else {}
        assert set(keys) <= set(values), f"/{path}：请在 things 里给出一个例子"
        told = path
        for key in keys:
            told = f"{told[: told.index('<')]}{values[key]}{told[told.index('>') + 1 :]}"
        yield f"/{told}"


def opens(page, address):
    """Tell whether the person gets this very page, None where nobody gets one: the address only takes or sends."""
    answer = page.request.get(address)
    if answer.status == NOT_ALLOWED:
        return None
    there = unquote(urlsplit(answer.url).path) == address
    return answer.status == OK and there and "text/html" in answer.headers.get("content-type", "")


def test_every_page_of_the_url_conf_is_looked_at(
    enter, everyone, things, browser, site, browser_context_args, monkeypatch
):
    monkeypatch.setattr(
        "allauth.account.internal.flows.reauthentication.did_recently_reauthenticate", lambda _: True
    )
    looking = {role: enter(role) for role in ROLES}
    TOTP.activate(everyone["security_administrator"], generate_totp_secret())
    RecoveryCodes.activate(everyone["security_administrator"])
    context = browser.new_context(**browser_context_args, base_url=site)
    looking[ANYONE] = context.new_page()
    looked, faults, closed = set(), [], []
    for address in dict.fromkeys(addresses(things)):
        told = []
        for page in looking.values():
            told.append(opens(page, address))
            if told[-1]:
                page.goto(address)
                page.wait_for_load_state("networkidle")
                looked.add(address)
                faults += [(address, *fault) for fault in axe_faults(page)]
                faults += [(address, "sticks out")] if sticks_out(page) > 0 else []
            if told[-1] is not False:
                break
        if not any(told) and None not in told:
            closed.append(address)
    context.close()
    assert not faults, "\n".join(map(str, faults))
    assert not closed, "没有一个角色打得开，请在 things 里给出打得开的例子：" + "、".join(closed)
    assert len(looked) > 50
