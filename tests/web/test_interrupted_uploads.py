"""An import whose process died does not stay "running": the page says so, and the file can be read again."""

import os
import time

import pytest
from django.urls import reverse
from register_files import PROJECT_HEADS, PROJECTS, write_csv

from wenxiao.web.registers import uploads
from wenxiao.web.registers.models import Row, Upload

pytestmark = pytest.mark.django_db
State = Upload.State


@pytest.fixture
def upload(client, people, tree, settings, tmp_path):
    settings.DATA, settings.IMPORTS_IN_BACKGROUND = tmp_path / "site", False
    client.force_login(people["performance_section"])
    path = write_csv(tmp_path / "项目.csv", PROJECT_HEADS, PROJECTS)
    with path.open("rb") as file:
        client.post(reverse("register_import", args=["projects"]), {"file": file})
    made = Upload.objects.get()
    assert made.state == State.PREVIEWED
    return made


def at(name, upload):
    return reverse(name, args=[upload.pk])


def leave(upload, state, seconds):
    """Stand the upload as the server left it: the last beat so many seconds ago."""
    Upload.objects.filter(pk=upload.pk).update(state=state, result={})
    alive = uploads._alive_file(upload)
    alive.touch()
    moment = time.time() - seconds
    os.utime(alive, (moment, moment))


@pytest.mark.parametrize("state", [State.READING, State.IMPORTING])
def test_a_dead_import_is_told_and_begun_again(client, upload, state):
    leave(upload, state, uploads.DEAD_AFTER + 5)
    page = client.get(at("upload", upload)).content.decode()
    assert "服务中断了" in page
    assert "every 1s" not in page  # the page no longer waits
    assert Upload.objects.get().state == State.REFUSED
    page = client.post(at("upload_restart", upload), follow=True).content.decode()
    assert "将新增 3" in page
    client.post(at("upload_confirm", upload))
    assert Upload.objects.get().state == State.IMPORTED
    assert Row.objects.filter(register="projects").count() == 3


def test_an_import_that_is_worked_on_is_left_alone(client, upload):
    leave(upload, State.READING, 3)
    assert "every 1s" in client.get(at("upload", upload)).content.decode()
    client.post(at("upload_restart", upload))
    assert Upload.objects.get().state == State.READING


def test_the_list_of_files_tells_it_too(client, upload):
    leave(upload, State.IMPORTING, uploads.DEAD_AFTER + 5)
    page = client.get(reverse("register_import", args=["projects"])).content.decode()
    assert "正在导入" not in page
    assert "有问题，没有导入" in page


def test_what_is_done_is_not_begun_again_and_nobody_elses(client, upload, people):
    answer = client.post(at("upload_restart", upload), follow=True)
    assert "不用重新开始" in answer.content.decode()
    leave(upload, State.READING, uploads.DEAD_AFTER + 5)
    client.get(at("upload", upload))
    client.force_login(people["business_section"])
    assert client.post(at("upload_restart", upload)).status_code == 404


def test_the_beat_goes_on_while_work_goes_on_and_stops_with_it(upload, monkeypatch):
    monkeypatch.setattr(uploads, "BEAT", 0.01)
    alive = uploads._alive_file(upload)
    with uploads._beating(upload):
        first = alive.stat().st_mtime_ns
        deadline = time.monotonic() + 10
        while alive.stat().st_mtime_ns == first:
            assert time.monotonic() < deadline, "no beat"
    assert not alive.exists()
