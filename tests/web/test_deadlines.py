"""Deadlines: working days with holidays, what happens when one passes, extension of one and of a whole task."""

from datetime import date, datetime, timedelta

import pytest
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from wenxiao.core.calendar import RestDays, working_days_after
from wenxiao.web.accounts.models import Substitution
from wenxiao.web.filings import overdue, services
from wenxiao.web.filings.deadlines import rest_days_of, unknown_years
from wenxiao.web.filings.models import Filing, Notice
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def clock(monkeypatch):
    """Stop the clock of the site; ``clock(date)`` sets it to ten in the morning of a day."""

    def stop(day):
        moment = datetime(day.year, day.month, day.day, 10, tzinfo=timezone.get_default_timezone())
        monkeypatch.setattr(timezone, "now", lambda: moment)
        overdue._ASKED.clear()

    return stop


# Counted by hand on the calendar of the year.
@pytest.mark.parametrize(("since", "days", "until"), [
    ("2021-09-30", 1, "2021-10-08"),  # 国庆 1–7 日
    ("2021-09-30", 2, "2021-10-09"),  # 周六调休上班
    ("2021-02-10", 1, "2021-02-18"),  # 春节 11–17 日
    ("2021-04-23", 1, "2021-04-25"),  # 周日调休上班
    ("2022-12-30", 1, "2023-01-03"),  # 元旦跨年：12 月 31 日至 1 月 2 日
    ("2023-09-28", 3, "2023-10-09"),  # 中秋国庆 9 月 29 日至 10 月 6 日，7 日、8 日上班
    ("2024-02-09", 1, "2024-02-18"),  # 春节 10–17 日，18 日周日上班
    ("2025-01-26", 1, "2025-01-27"),  # 26 日周日上班之后
    ("2026-02-13", 2, "2026-02-24"),  # 14 日周六上班，15–23 日春节
    ("2027-01-01", 1, "2027-01-04"),  # 没有登记：只扣除周末
    ("2020-09-30", 1, "2020-10-01"),  # 没有登记的年度不推测
])  # fmt: skip
def test_working_days_know_holidays_and_make_up_days(since, days, until):
    assert working_days_after(date.fromisoformat(since), days, rest_days_of("cn")).isoformat() == until


def test_the_holidays_of_the_rulebook_are_plausible_and_say_where_they_are_not_known():
    rest = rest_days_of("cn")
    assert rest.years == frozenset(range(2021, 2027))
    assert all(day.weekday() >= 5 for day in rest.work)
    assert not rest.off & rest.work
    statutory = {(1, 1), (5, 1), (10, 1), (10, 2), (10, 3)}
    assert all(date(year, *day) in rest.off for year in rest.years for day in statutory)
    assert unknown_years("cn", date(2026, 12, 25), date(2027, 1, 8)) == [2027]
    assert RestDays().works(date(2021, 10, 1))  # without data only weekends are free


def test_a_deadline_that_passes_is_told_once_and_the_step_is_late(client, people, tree, goal, clock):
    clock(date(2021, 9, 28))
    filing = services.create(people["unit_filer"], tree["clinic"], goal)
    filing = services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    assert filing.due == date(2021, 10, 11)  # 29、30、8、9、11: five working days over the holiday
    Notice.objects.all().delete()
    clock(date(2021, 10, 11))
    assert overdue.tell_overdue(date(2021, 10, 11)) == 0  # the last day is still in time
    clock(date(2021, 10, 14))
    client.force_login(people["unit_reviewer"])
    page = client.get(reverse("desk:box", args=["tasks"])).content.decode()
    assert "逾期 3 天" in page
    told = Notice.objects.get(user=people["unit_reviewer"])
    assert told.sentence.startswith("“基层医疗服务能力提升”的办理期限（2021年10月11日）已过")
    clock(date(2021, 10, 15))
    client.force_login(people["unit_reviewer"])  # the session of yesterday has ended
    client.get(reverse("desk:box", args=["tasks"]))
    assert Notice.objects.filter(overdue__isnull=False).count() == 1
    client.post(reverse("filings:step", args=[filing.pk]), {"step": "unit_pass", "version": 2})
    event = Event.objects.last()
    assert (event.act, event.due, event.days_late) == ("unit_pass", date(2021, 10, 11), 4)
    flow = client.get(reverse("filings:view", args=[filing.pk]), {"tab": "flow"}).content.decode()
    assert "逾期办理" in flow
    assert "期限2021年10月11日，晚 4 天" in flow
    assert "按期" in flow  # the submission was in time
    assert not list(broken_links())
    QuerySet(Event).filter(act="unit_pass").update(due=date(2021, 12, 31))
    assert list(broken_links())  # the deadline belongs to what the chain covers


def test_a_new_deadline_that_passes_is_told_anew_and_to_substitutes(people, tree, goal, clock):
    clock(date(2021, 7, 1))
    filing = services.create(people["unit_filer"], tree["clinic"], goal)
    filing = services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    clock(filing.due + DAY)
    assert overdue.tell_overdue(filing.due + DAY) == 1
    services.extend(people["performance_section"], filing.pk, date(2021, 8, 2), "系统停机")
    assert overdue.tell_overdue(filing.due + 2 * DAY) == 0
    Substitution.objects.create(
        absent=people["unit_reviewer"],
        substitute=people["unit_filer"],
        first_day=date(2021, 8, 1),
        last_day=date(2021, 8, 9),
    )
    clock(date(2021, 8, 3))
    assert overdue.tell_overdue(date(2021, 8, 3)) == 1
    told = Notice.objects.filter(overdue=date(2021, 8, 2)).values_list("user__username", flat=True)
    assert sorted(told) == ["unit_filer", "unit_reviewer"]


def test_a_whole_task_is_extended_by_who_may_drafts_included_but_not_shown(client, people, tree, goal, clock):
    clock(date(2021, 7, 1))
    sent = services.create(people["unit_filer"], tree["clinic"], goal)
    sent = services.act(people["unit_filer"], sent.pk, "submit", read_version=1)
    draft = services.create(
        people["stranger"],
        tree["school"],
        {**goal, "subject": {"kind": "project", "code": "P7", "name": "丁"}},
    )
    later = services.create(
        people["stranger"],
        tree["school"],
        {**goal, "subject": {"kind": "project", "code": "P8", "name": "戊"}},
    )
    QuerySet(Filing).filter(pk=later.pk).update(due=date(2021, 12, 31))
    address = reverse("filings:task_deadline", args=["project_goal"])

    def post(who, **told):
        client.force_login(people[who])
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        return client.post(address, told, follow=True).content.decode()

    before = Event.objects.count()
    for who in ("unit_filer", "unit_reviewer", "department_reviewer", "business_section", "observer"):
        assert "不能延长期限" in post(who, day="2021-09-30", opinion="统一延期")
    assert "理由" in post("performance_section", day="2021-09-30", opinion=" ")
    assert "晚于今天" in post("performance_section", day="2021-06-30", opinion="统一延期")
    assert "请选择" in post("performance_section", day="九月", opinion="统一延期")
    assert Event.objects.count() == before
    page = post("performance_section", day="2021-09-30", opinion="统一延期")
    assert "期限已延长到2021年9月30日" in page
    assert "丁" not in page
    assert dict(Filing.objects.values_list("pk", "due")) == {
        sent.pk: date(2021, 9, 30), draft.pk: date(2021, 9, 30), later.pk: date(2021, 12, 31),
    }  # fmt: skip
    assert list(Event.objects.values_list("act", "opinion")[before:]) == [("extend", "统一延期")] * 2
    assert "没有改动" in post("performance_section", day="2021-09-30", opinion="再来一次")
    assert not list(broken_links())


def test_every_workflow_gives_deadlines_only_while_something_is_to_be_done():
    from wenxiao.web.filings.deadlines import due_in

    for workflow in rulebook().workflows.values():
        for state in workflow.states.values():
            assert (due_in(workflow, state.id, date(2021, 7, 1)) is None) is state.final, (
                workflow.id,
                state.id,
            )


def test_notices_go_to_the_next_desk_to_substitutes_and_never_to_a_dead_page(client, people, tree, goal):
    filing = services.create(people["performance_section"], tree["clinic"], {**goal, "form": "goal_review"})
    leader = people["observer"]
    from wenxiao.web.accounts.models import Appointment

    Appointment.objects.create(user=leader, role="leader", body=tree["district"])
    today = timezone.localdate()
    Substitution.objects.create(absent=leader, substitute=people["expert"], first_day=today, last_day=today)
    step = rulebook().workflow_of("goal_review")
    hand_in = next(t for t in step.transitions.values() if step.hands_in(t))
    QuerySet(Filing).update(errors=0)
    filing = Filing.objects.get()
    QuerySet(Filing).filter(pk=filing.pk).update(state=hand_in.target, version=2)
    from wenxiao.web.filings.notices import notify

    filing.refresh_from_db()
    notify(filing, hand_in, people["performance_section"], "")
    assert sorted(Notice.objects.values_list("user__username", flat=True)) == ["expert", "observer"]
    client.force_login(leader)
    assert reverse("filings:view", args=[filing.pk]) in client.get(reverse("desk:notices")).content.decode()
    services.act(people["performance_section"], filing.pk, "withdraw", read_version=2)
    page = client.get(reverse("desk:notices")).content.decode()
    assert reverse("filings:view", args=[filing.pk]) not in page
    assert "这张表现在不在您这里" in page
    assert not Notice.objects.filter(user=leader, read=True).exists()
    client.post(reverse("desk:notices"))
    assert not Notice.objects.filter(user=leader, read=False).exists()


def test_carrying_over_takes_what_both_forms_have_from_what_one_may_see(client, people, tree, goal):
    services.create(
        people["stranger"],
        tree["school"],
        {**goal, "subject": {"kind": "project", "code": "S", "name": "别处的"}},
    )
    last_year = services.create(people["unit_filer"], tree["clinic"], {**goal, "fiscal_year": 2020})
    client.force_login(people["unit_filer"])
    session = client.session
    session["years"], session["year"] = [2020, 2022], 2021
    session.save()
    address = reverse("filings:new", args=["project_goal"])
    page = client.get(address).content.decode()
    assert "2020 年度 基层医疗服务能力提升" in page
    assert "别处的" not in page
    client.post(address, {"body": tree["clinic"].pk, "source": last_year.pk})
    made = Filing.objects.get(fiscal_year=2021, body=tree["clinic"])
    assert [r["target"] for r in made.content["indicators"]] == ["≥12000人次", "≤30分钟", "≥90%", "≥90%"]
    assert made.content["fiscal_year"] == 2021
    assert made.subject_code == "P1"
