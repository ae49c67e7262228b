"""Attachments by content, deadlines with extension, substitutes, and writes that would leave no event."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from wenxiao.core.calendar import working_days_after
from wenxiao.web.accounts.models import Substitution
from wenxiao.web.filings import services
from wenxiao.web.filings.attachments import stored_at
from wenxiao.web.filings.deadlines import rest_days_of
from wenxiao.web.filings.models import Attachment, Filing
from wenxiao.web.journal.chain import broken_links
from wenxiao.web.journal.guard import UnloggedWriteError, recording
from wenxiao.web.journal.models import Event

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n%%EOF"


@pytest.fixture
def filing(people, tree, goal, settings, tmp_path):
    settings.ATTACHMENTS = tmp_path
    return services.create(people["unit_filer"], tree["clinic"], goal)


def at(name, filing, **more):
    return reverse(f"filings:{name}", kwargs={"pk": filing.pk, **more})


def test_a_file_is_kept_by_its_digest_and_comes_back_as_a_download(client, people, filing):
    client.force_login(people["unit_filer"])
    client.post(at("attach", filing), {"file": SimpleUploadedFile("佐证.pdf", PDF)})
    kept = Attachment.objects.get()
    assert stored_at(kept.digest).read_bytes() == PDF
    back = client.get(at("attachment", filing, attachment=kept.pk))
    assert b"".join(back.streaming_content) == PDF
    assert back["Content-Disposition"].startswith("attachment")
    client.post(at("detach", filing, attachment=kept.pk))
    assert not Attachment.objects.exists()
    assert list(Event.objects.values_list("act", flat=True)) == ["create", "attach", "detach"]
    assert not list(broken_links())


@pytest.mark.parametrize(("name", "data", "words"), [
    ("a.pdf", b"MZ\x90\x00 program", "不是 PDF"), ("a.docx", PDF, "与扩展名不符"), ("a.pdf", b"", "空"),
    ("a.pdf", PDF + b"0" * (20 * 1024 * 1024), "20 MB"),
])  # fmt: skip
def test_other_files_are_refused_with_the_reason(client, people, filing, name, data, words):
    client.force_login(people["unit_filer"])
    answer = client.post(at("attach", filing), {"file": SimpleUploadedFile(name, data)}, follow=True)
    assert words in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_workbook_that_is_none_changes_nothing(client, people, filing):
    client.force_login(people["unit_filer"])
    for name, data in (("a.xlsx", b"not a workbook"), ("a.xls", b"\xd0\xcf\x11\xe0"), ("空.xlsx", b"")):
        answer = client.post(at("upload", filing), {"version": 1, "workbook": io.BytesIO(data)}, follow=True)
        assert "没有导入，原来的内容没有变动" in answer.content.decode(), name
    assert Filing.objects.get().version == 1


def test_working_days_pass_over_weekends():
    friday = timezone.localdate().replace(year=2021, month=7, day=30)
    assert working_days_after(friday, 1).isoformat() == "2021-08-02"
    assert working_days_after(friday, 5).isoformat() == "2021-08-06"


def test_a_deadline_passes_and_is_extended_with_a_reason_by_those_who_may(client, people, filing):
    filing = services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    assert filing.due == working_days_after(timezone.localdate(), 5, rest_days_of("cn"))
    late = timezone.localdate() - timedelta(days=3)
    QuerySet(Filing).update(due=late)
    client.force_login(people["unit_reviewer"])
    assert "逾期 3 天" in client.get(at("view", filing)).content.decode()
    day = timezone.localdate() + timedelta(days=9)
    client.post(at("deadline", filing), {"day": day.isoformat(), "opinion": "系统停机"})
    assert Filing.objects.get().due == late
    client.force_login(people["performance_section"])
    client.post(at("deadline", filing), {"day": day.isoformat(), "opinion": ""})
    assert Filing.objects.get().due == late
    client.post(at("deadline", filing), {"day": day.isoformat(), "opinion": "系统停机"})
    assert Filing.objects.get().due == day
    assert Event.objects.last().opinion == "系统停机"


def test_a_substitute_acts_in_the_days_agreed_and_the_log_names_who_acted(client, people, filing):
    filing = services.act(people["unit_filer"], filing.pk, "submit", read_version=1)
    client.force_login(people["unit_reviewer"])
    today = timezone.localdate()
    told = {"person": people["unit_filer"].pk, "first": today.isoformat(), "last": today.isoformat()}
    client.post(reverse("desk:substitutes"), told)
    client.force_login(people["unit_filer"])
    client.post(at("step", filing), {"step": "unit_pass", "version": 2})
    assert Filing.objects.get().state == "department_review"
    assert Event.objects.last().actor.username == "unit_filer"
    QuerySet(Substitution).update(last_day=today - timedelta(days=1))
    QuerySet(Filing).update(state="unit_review")
    client.post(at("step", filing), {"step": "unit_pass", "version": 3})
    assert Filing.objects.get().state == "unit_review"


def test_a_write_without_an_event_raises_and_leaves_nothing(filing):
    filing.subject_name = "绕过日志"
    for write in (filing.save, filing.delete, lambda: Filing.objects.update(state="adopted")):
        with pytest.raises(UnloggedWriteError):
            write()

    def silent():
        with recording():
            filing.save()

    with pytest.raises(UnloggedWriteError):
        silent()
    assert Filing.objects.get().subject_name == "基层医疗服务能力提升"
