"""Every role × place × state × action by direct requests, against what the rulebook's workflows and roles say."""

import json
import uuid
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from matrix import everyone, sees, shares_drafts, writes

from wenxiao.core.forms.structure import complete
from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.filings import services
from wenxiao.web.filings.judging import Standing
from wenxiao.web.filings.models import Attachment, Filing
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db
WORKFLOWS = sorted(rulebook().workflows)
PDF = b"%PDF-1.7\n%%EOF"
READ = ("view", "workbook", "word")
CLEAN = Standing(findings=[], errors=0, unexplained=0, amount_fen=None, scores=[])
NAME = "只此一家的对象"


@pytest.fixture
def crowd(tree):
    """One person for every role at every place."""
    abroad = Body.objects.create(code="990113", name="邻区", kind="jurisdiction")
    office = Body.objects.create(code="361", name="邻区卫生健康局", kind="department", parent=abroad)
    where = {
        "unit": {"here": tree["clinic"], "sister": tree["other"], "beside": tree["school"],
                 "abroad": Body.objects.create(code="001", name="邻区医院", kind="unit", parent=office)},
        "department": {"here": tree["health"], "beside": tree["schools"], "abroad": office},
        "jurisdiction": {"here": tree["district"], "abroad": abroad},
    }  # fmt: skip
    found = []
    for person in everyone():
        user = User.objects.create_user(person.name, password="x")
        body = where.get(person.role.scope, where["jurisdiction"])[person.place]
        Appointment.objects.create(user=user, role=person.role.id, body=body)
        found.append((person, user))
    return found


@pytest.fixture
def bare(monkeypatch, settings):
    """Only status and effect count: nothing is drawn, no message is kept, sessions stay in memory."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *_, **__: "")
    for name in ("write_workbook", "print_document"):
        monkeypatch.setattr(f"wenxiao.web.filings.pages.files.{name}", lambda *told: told[-1].touch())
    settings.MESSAGE_STORAGE = "matrix.Forgetting"
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}


@pytest.fixture
def filing(crowd, tree, monkeypatch, settings, tmp_path, request):
    """A filing of the clinic under the workflow, with one attachment; judging is not what is tested here."""
    settings.ATTACHMENTS = tmp_path
    monkeypatch.setattr("wenxiao.web.filings.waivers.standing_of", lambda *_, **__: CLEAN)
    workflow = rulebook().workflows[request.param]
    form = rulebook().catalog.place("cn").form(workflow.forms[0])
    writer = next(u for p, u in crowd if p.role.id == workflow.initial.holder and p.place == "here")
    content = complete(
        {"form": form.id, "jurisdiction": "990112", "fiscal_year": 2021,
         "subject": {"kind": form.subject[0], "code": "ONLY1", "name": NAME}}, form,
    )  # fmt: skip
    made = services.create(writer, tree["clinic"], content)
    file = Attachment(
        filing=made, name="a.pdf", kind="pdf", size=1, digest="0" * 64, added_by=writer, handed=True
    )
    QuerySet(Attachment).bulk_create([file])
    made.workflow, made.writer = workflow, writer
    return made


def put(filing, state, *, handed_in=True):
    """Stand the filing in a state, past the guard."""
    QuerySet(Filing).filter(pk=filing.pk).update(
        state=state, version=1, handed_version=1 if handed_in else None, draft=None, draft_head=None,
        content=filing.content, due=timezone.localdate(),
    )  # fmt: skip


def at(name, filing, **more):
    return reverse(f"filings:{name}", kwargs={"pk": filing.pk, **more})


def staged(client, crowd, filing):
    """Walk everyone through every state; what was never handed in is tried besides where it was given up."""
    for person, user in crowd:
        if not person.role.administers:  # they are sent to their second factor; see below
            client.force_login(user)
            ends = {filing.workflow.initial.id, filing.workflow.success}
            for state in filing.workflow.states.values():
                if not person.reaches and state.id not in ends:
                    continue  # from there no state is seen: the two ends stand for all
                for handed_in in {
                    not state.initial,
                    not (state.final and state.id != filing.workflow.success),
                }:
                    put(filing, state.id, handed_in=handed_in)
                    told = (person.name, state.id, handed_in)
                    yield person, state, sees(person, filing.workflow, state, handed_in=handed_in), told


@pytest.mark.parametrize("filing", WORKFLOWS, indirect=True)
def test_every_step(client, crowd, filing, bare):
    allowed = set(filing.workflow.permissions())
    for person, state, seen, told in staged(client, crowd, filing):
        steps = filing.workflow.transitions.values()
        elsewhere = [s for s in steps if state.id not in s.sources and person.role.id in s.roles][:1]
        for step in [s for s in steps if state.id in s.sources] + elsewhere:
            version = Filing.objects.values_list("version", flat=True).get()
            client.post(at("step", filing), {"step": step.id, "version": version, "opinion": "意见"})
            moved = Filing.objects.values_list("version", flat=True).get() != version
            assert moved is (seen and (person.role.id, state.id, step.id) in allowed), (*told, step.id)
            if moved:
                put(filing, state.id)


@pytest.mark.parametrize("filing", WORKFLOWS, indirect=True)
def test_every_reading(client, crowd, filing, bare):
    file = filing.attachments.get()
    for person, state, seen, told in staged(client, crowd, filing):
        ends = state.initial or state.id == filing.workflow.success
        tabs = (
            ("content", "findings", "scores", "attachments", "flow", "versions")
            if seen and ends
            else ("content",)
        )
        answers = [client.get(at("view", filing), {"tab": tab}).status_code for tab in tabs]
        if ends:  # the files follow the same rule
            answers += [client.get(at(name, filing)).status_code for name in READ]
        assert set(answers) == {200 if seen else 404}, told
        writing = {client.get(at(name, filing)).status_code for name in ("edit", "send")}
        assert writing == ({200} if writes(person, state) else {403} if seen else {404}), told
        if not seen:
            assert client.get(at("attachment", filing, attachment=file.pk)).status_code == 404, told


@pytest.mark.parametrize("filing", WORKFLOWS, indirect=True)
def test_every_writing(client, crowd, filing, bare):
    for person, state, seen, told in staged(client, crowd, filing):
        before = Event.objects.count()
        version = Filing.objects.get().version
        words = json.dumps({**filing.content, "subject": {**filing.content["subject"], "name": "改名"}})
        file = SimpleUploadedFile("b.pdf", PDF)
        answers = {"edit": client.post(at("edit", filing), {"version": version, "subject.name": "改名"})}
        if not (writes(person, state) or state.initial or state.id == filing.workflow.success):
            assert answers["edit"].status_code == (403 if seen else 404), told
            assert Event.objects.count() == before, told
            continue
        answers |= {
            "check": client.post(at("check", filing), {"version": version}),
            "merge": client.post(at("merge", filing), {"version": Filing.objects.get().version, "mine": words}),
            "upload": client.post(at("upload", filing), {"version": version}),
            "waive": client.post(at("waive", filing), {"version": 1, "waive": "x"}),
            "attach": client.post(at("attach", filing), {"file": file}),
            "detach": client.post(at("detach", filing, attachment=uuid.uuid4())),
            "send": client.post(at("send", filing), {"version": Filing.objects.get().version, "keep": "1"}),
        }  # fmt: skip
        if writes(person, state):
            assert {name: a.status_code for name, a in answers.items()} == {
                "edit": 302, "check": 200, "merge": 302, "upload": 302, "waive": 302, "attach": 302, "detach": 404, "send": 302,
            }, told  # fmt: skip
            assert list(Event.objects.values_list("act", flat=True)[before:]) == ["save", "attach"], told
            QuerySet(Attachment).filter(name="b.pdf").delete()
        else:
            assert {a.status_code for a in answers.values()} == {403 if seen else 404}, told
            assert Event.objects.count() == before, told


@pytest.mark.parametrize("filing", WORKFLOWS, indirect=True)
def test_every_deadline_and_bulk_step(client, crowd, filing, bare):
    later = timezone.localdate() + timedelta(days=30)
    for person, state, seen, told in staged(client, crowd, filing):
        client.post(at("deadline", filing), {"day": later.isoformat(), "opinion": "系统停机"})
        moved = Filing.objects.get().due == later
        assert moved is (seen and person.role.extends_deadlines and not state.final), told
        for kind in ("forward", "return"):
            put(filing, state.id)
            client.post(
                reverse("filings:batch"), {"step": kind, "row": [f"{filing.pk}:1"], "opinion": "意见"}
            )
            steps = filing.workflow.steps(state.id, {person.role.id})
            can = seen and any(step.kind == kind for step in steps)
            assert (Filing.objects.get().state != state.id) is can, (*told, kind)


@pytest.mark.parametrize("filing", WORKFLOWS, indirect=True)
def test_no_list_export_count_or_board_tells_of_what_one_may_not_see(client, crowd, filing, settings):
    lists = [
        reverse("home"), reverse("desk:box", args=["sent"]), reverse("desk:box", args=["done"]), reverse("desk:notices"),
        reverse("filings:list", args=[filing.form]), reverse("filings:list", args=[filing.form]) + "?export=csv",
        reverse("filings:list", args=[filing.form]) + f"?q={NAME}", reverse("filings:new", args=[filing.form]),
        reverse("filings:waivers"),
        reverse("board_rows"), reverse("board_rows") + "?export=csv", reverse("adjustments"), reverse("certificates"),
        reverse("gate"),
    ]  # fmt: skip
    states = [s for s in filing.workflow.states.values() if s.initial or s.id == filing.workflow.success]
    states += [s for s in filing.workflow.states.values() if s.final and s.id != filing.workflow.success]
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    for person, user in crowd:
        if person.role.administers:
            continue
        client.force_login(user)
        session = client.session
        session["years"], session["year"] = [2020, 2022], 2021
        session.save()
        for state in states if person.reaches else states[1:2]:
            handed_in = state.id == filing.workflow.success
            put(filing, state.id, handed_in=handed_in)
            seen = sees(person, filing.workflow, state, handed_in=handed_in)
            listed = client.get(lists[4] + "?size=50").content.decode()
            assert (str(filing.pk) in listed) is seen, (person.name, state.id)
            if seen:
                continue
            for address in lists:
                answer = client.get(address, follow=True)
                text = b"".join(answer.streaming_content) if answer.streaming else answer.content
                told = text.decode()
                for typed in (f'value="{NAME}"', f"查找：{NAME}；"):  # what the person typed into the filter
                    told = told.replace(typed, "")
                assert NAME not in told, (person.name, state.id, address)
                assert str(filing.pk) not in told, (person.name, state.id, address)


@pytest.mark.parametrize("filing", WORKFLOWS, indirect=True)
def test_what_is_being_mended_is_read_by_its_writers_only(client, crowd, filing, tree):
    """Others read the version that was handed in: content, name, amount, number of the version, attachments."""
    workflow = filing.workflow
    back = next(t for t in workflow.transitions.values() if t.kind == "return")
    hand_in = next(t for t in workflow.transitions.values() if workflow.hands_in(t))
    holder = next(u for p, u in crowd if p.role.id in back.roles and p.place == "here")
    writer = filing.writer
    filing = services.act(writer, filing.pk, hand_in.id, read_version=1)
    QuerySet(Filing).update(state=back.sources[0])
    services.act(holder, filing.pk, back.id, read_version=filing.version, opinion="请补充")
    client.force_login(writer)
    mended = {**filing.content, "subject": {**filing.content["subject"], "name": "改了一半的名字"}}
    services.save(writer, filing.pk, mended, read_version=3)
    client.post(at("attach", filing), {"file": SimpleUploadedFile("b.pdf", PDF)})
    client.post(at("detach", filing, attachment=filing.attachments.get(name="a.pdf").pk))
    new = filing.attachments.get(name="b.pdf")
    state = workflow.states[back.target]
    for person, user in crowd:
        if person.role.administers or not sees(person, workflow, state, handed_in=True):
            continue
        client.force_login(user)
        own = shares_drafts(person, workflow)
        pages = [
            client.get(at("view", filing), {"tab": t}).content.decode()
            for t in ("content", "attachments", "flow")
        ]
        assert (("改了一半的名字" in pages[0]), ("b.pdf" in pages[1]), ("a.pdf" in pages[1])) == (
            own,
            own,
            not own,
        )
        assert ("b.pdf" in pages[2]) is own, person.name
        assert ("第 4 版" in pages[0]) is own, person.name
        listed = client.get(reverse("filings:list", args=[filing.form])).content.decode()
        assert ("改了一半的名字" in listed) is own, person.name
        assert client.get(at("attachment", filing, attachment=new.pk)).status_code == (200 if own else 404)


def test_nobody_starts_a_filing_for_a_body_that_is_not_theirs(client, crowd, tree):
    for workflow in rulebook().workflows.values():
        address = reverse("filings:new", args=[workflow.forms[0]])
        for person, user in crowd:
            if person.role.administers:
                continue
            client.force_login(user)
            client.post(address, {"body": tree["clinic"].pk, "name": person.name})
            made = Filing.objects.filter(subject_name=person.name, form=workflow.forms[0]).exists()
            assert made is (person.reaches and person.role.id == workflow.initial.holder), person.name


def test_a_code_taken_by_another_unit_is_told_without_showing_whose(people, tree, goal):
    services.create(people["unit_filer"], tree["clinic"], goal)
    with pytest.raises(services.DuplicateError, match="不在您的范围内") as told:
        services.create(people["stranger"], tree["school"], {**goal, "subject": {"code": "P1", "name": "乙"}})
    assert goal["subject"]["name"] not in str(told.value)
    mine = services.create(
        people["unit_filer"], tree["clinic"], {**goal, "subject": {"code": "P2", "name": "丙"}}
    )
    with pytest.raises(services.DuplicateError, match="请在清单中找到它"):
        services.save(people["unit_filer"], mine.pk, goal, read_version=1)


def test_administrators_do_no_business(client, crowd, tree, goal, people):
    filing = services.create(people["unit_filer"], tree["clinic"], goal)
    for person, user in crowd:
        if person.role.administers:
            client.force_login(user)
            for name in ("view", "edit", "send", "workbook"):
                assert client.get(at(name, filing)).status_code == 302, person.name  # to the second factor
            assert not services.steps_for(user, filing)


def test_the_matrix_page_is_what_the_workflows_say(client, people):
    client.force_login(people["observer"])
    html = client.get(reverse("desk:permissions")).content.decode()
    for workflow in rulebook().workflows.values():
        assert workflow.title in html
    library = 10  # new 1, 待批准 3, 在用 2, 未采纳 2, 已合并 1, 已停用 1; each act has one role
    told = sum(len(w.permissions()) for w in rulebook().workflows.values())
    assert html.count("✓ 可以") == told + library
    assert "指标库的卡片" in html
