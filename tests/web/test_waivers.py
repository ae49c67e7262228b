"""Waivers: asked with a reason, seen by who has the power, granted or refused with a word, gone when the value changes."""

import copy

import pytest
from django.urls import reverse

from wenxiao.core.parameters import Parameter, ParameterSet, Value
from wenxiao.web.filings import services
from wenxiao.web.filings.models import Filing, Notice, Waiver
from wenxiao.web.filings.waivers import WaiverError, ask, decide, requests_for, standing_for
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def faulty(goal):
    """A goal whose satisfaction indicator says 较满意: one warning that must be explained, no error."""
    told = copy.deepcopy(goal)
    told["indicators"] = told["indicators"][:3]
    told["indicators"][2] |= {"weight": "40"}
    return told


@pytest.fixture
def filing(people, tree, faulty):
    made = services.create(people["unit_filer"], tree["clinic"], faulty)
    assert (made.errors, made.unexplained > 0) == (0, True)
    return made


def warnings(filing):
    return [f for f in standing_for(filing, filing.working).findings if f["severity"] == "warning"]


def ask_all(filing, user):
    return [ask(user, filing, f["key"], "今年首次开展，没有可比数据") for f in warnings(filing)]


def submit(filing, people):
    return services.act(people["unit_filer"], filing.pk, "submit", read_version=filing.version)


def test_only_a_granted_waiver_lets_the_step_through(filing, people):
    made = ask_all(filing, people["unit_filer"])
    with pytest.raises(services.NotAllowedError, match="须说明"):
        submit(filing, people)
    for waiver in made:
        decide(people["performance_section"], waiver.pk, grant=True, word="同意")
    filing.refresh_from_db()
    assert filing.unexplained == 0
    assert submit(filing, people).state == "unit_review"
    acts = list(Event.objects.values_list("act", "actor__username"))
    assert acts == [
        ("create", "unit_filer"), *[("ask_waiver", "unit_filer")] * len(made),
        *[("grant_waiver", "performance_section")] * len(made), ("submit", "unit_filer"),
    ]  # fmt: skip
    assert not list(broken_links())


def test_a_refused_waiver_does_not_and_may_be_asked_again(filing, people):
    made = ask_all(filing, people["unit_filer"])
    for waiver in made:
        decide(people["performance_section"], waiver.pk, grant=False, word="请写说明")
    with pytest.raises(services.NotAllowedError, match="须说明"):
        submit(filing, people)
    again = ask(people["unit_filer"], filing, made[0].key, "补充材料后再申请")
    assert again.state == Waiver.State.ASKED
    with pytest.raises(WaiverError, match="已经申请过"):
        ask(people["unit_filer"], filing, made[0].key, "再申请")


def test_a_waiver_dies_when_the_value_it_was_granted_for_changes(filing, people, faulty):
    for waiver in ask_all(filing, people["unit_filer"]):
        decide(people["performance_section"], waiver.pk, grant=True, word="同意")
    changed = copy.deepcopy(faulty)
    changed["indicators"] = [*changed["indicators"][:2], {**changed["indicators"][2], "weight": "20"}]
    changed["indicators"].append(
        {"level1": "产出指标", "level2": "质量指标", "level3": "服务质量", "target": "提高", "weight": "20"}
    )
    filing.refresh_from_db()
    saved = services.save(people["unit_filer"], filing.pk, changed, read_version=filing.version)
    left = [f for f in warnings(saved) if f["waiver"] is None]
    assert saved.unexplained == len(left) > 0
    other = {**faulty, "annual_goal": faulty["annual_goal"]}
    back = services.save(people["unit_filer"], filing.pk, other, read_version=saved.version)
    assert back.unexplained == 0  # the same value again: the waiver was granted for just this


def test_who_decides_and_who_does_not(filing, people, tree):
    waiver = ask_all(filing, people["unit_filer"])[0]
    for who in (
        "unit_filer",
        "unit_reviewer",
        "department_reviewer",
        "business_section",
        "observer",
        "stranger",
    ):
        with pytest.raises(WaiverError):
            decide(people[who], waiver.pk, grant=True, word="同意")
    with pytest.raises(WaiverError, match="意见"):
        decide(people["performance_section"], waiver.pk, grant=True, word=" ")
    assert waiver in requests_for(people["performance_section"])
    for who in ("unit_reviewer", "department_reviewer", "business_section", "observer", "stranger"):
        assert not requests_for(people[who]).exists(), who
    with pytest.raises(WaiverError, match="正在填报的人"):
        ask(people["performance_section"], filing, waiver.key, "代填")


def test_a_decision_that_comes_too_late_changes_nothing(filing, people, goal):
    waiver = ask_all(filing, people["unit_filer"])[0]
    services.save(people["unit_filer"], filing.pk, goal, read_version=1)  # the finding is gone
    with pytest.raises(WaiverError, match="已经改了"):
        decide(people["performance_section"], waiver.pk, grant=True, word="同意")
    services.save(people["unit_filer"], filing.pk, filing.content, read_version=2)
    decide(people["performance_section"], waiver.pk, grant=False, word="不同意")
    with pytest.raises(WaiverError, match="没有再办"):
        decide(people["performance_section"], waiver.pk, grant=True, word="同意")
    assert Waiver.objects.get(pk=waiver.pk).word == "不同意"


def allow(monkeypatch, rule, *, status="local_seen"):
    place = rulebook().catalog.place("990112")
    value = Value.model_validate({
        "from": "2021-01-01", "value": {rule: ["performance_section"]}, "basis": "wenxiao-design", "status": status,
    })  # fmt: skip
    own = Parameter(name="waiver.errors", label="可豁免的必改疑点", effect="grade", values=(value,))
    monkeypatch.setitem(
        place.__dict__, "parameters", ParameterSet({**place.parameters, "waiver.errors": own})
    )


@pytest.mark.parametrize(("status", "works"), [("local_seen", True), ("proposed", False)])
def test_an_error_is_waived_only_where_the_rulebook_names_its_rule(
    people, tree, goal, monkeypatch, status, works
):
    told = copy.deepcopy(goal)
    told["indicators"][3]["target"] = None
    filing = services.create(people["unit_filer"], tree["clinic"], told)
    errors = [f for f in standing_for(filing, told).findings if f["severity"] == "error"]
    assert errors
    assert not any(f["waivable"] for f in errors)
    with pytest.raises(WaiverError, match="没有规定"):
        ask(people["unit_filer"], filing, errors[0]["key"], "特殊情况")
    for error in errors:
        allow(monkeypatch, error["rule"], status=status)
        if not works:
            with pytest.raises(WaiverError, match="没有规定"):
                ask(people["unit_filer"], filing, error["key"], "特殊情况")
            return
        waiver = ask(people["unit_filer"], filing, error["key"], "特殊情况")
        assert waiver in requests_for(people["performance_section"])
        decide(people["performance_section"], waiver.pk, grant=True, word="同意")
    filing.refresh_from_db()
    assert filing.errors == 0


def test_by_pages_without_script(client, people, filing):
    key = warnings(filing)[0]["key"]
    client.force_login(people["unit_filer"])
    page = client.get(reverse("filings:send", args=[filing.pk])).content.decode()
    assert "申请豁免" in page
    other = warnings(filing)[-1]["key"]
    asked = {
        "waive": key,
        f"waive-reason:{key}": "今年首次开展",
        "version": 1,
        f"explain:{other}": "写了一半的说明",
    }
    after = client.post(reverse("filings:waive", args=[filing.pk]), asked, follow=True).content.decode()
    assert "已申请豁免，待批准" in after
    assert other == key or "写了一半的说明" in after  # nothing typed is lost
    assert Notice.objects.get(user=people["performance_section"]).address == reverse("filings:waivers")
    waiver = Waiver.objects.get()
    decision = reverse("filings:decide_waiver", args=[waiver.pk])
    client.force_login(people["department_reviewer"])
    assert client.post(decision, {"decision": "grant", "word": "同意"}).status_code == 404
    client.force_login(people["performance_section"])
    assert "1 条豁免申请待批准" in client.get(reverse("desk:box", args=["tasks"])).content.decode()
    listed = client.get(reverse("filings:waivers")).content.decode()
    assert "今年首次开展" in listed
    assert str(filing.pk) not in listed  # the draft itself stays the filer's
    client.post(decision, {"decision": "grant", "word": "情况属实"})
    client.force_login(people["unit_filer"])
    for name in ("send", "view"):
        page = client.get(reverse(f"filings:{name}", args=[filing.pk]), {"tab": "findings"}).content.decode()
        assert "已豁免" in page
        assert "情况属实" in page
    assert Filing.objects.get().state == "draft"
