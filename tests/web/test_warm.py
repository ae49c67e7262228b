"""At the start of a process everything that judges is made ready, whatever the database holds."""

import pytest
from django.db import DatabaseError

from wenxiao.web.config import warm
from wenxiao.web.rulebook import rulebook

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def keep_the_connection(monkeypatch):
    monkeypatch.setattr(warm.connection, "close", lambda: None)


def test_one_document_of_every_stage_is_judged(tree):
    forms = rulebook().catalog.place("990112").forms.values()
    stages = {form.stage for form in forms if rulebook().has_workflow(form.id)}
    assert warm.warm() == len(stages)


def test_an_empty_site_starts(db):
    assert warm.warm() == 0


def test_a_site_without_database_starts(monkeypatch):
    def missing(*args, **kwargs):
        raise DatabaseError

    monkeypatch.setattr(warm.Body.objects, "filter", missing)
    assert warm.warm() == 0


def test_what_cannot_be_judged_is_logged_and_does_not_stop_the_start(tree, monkeypatch, caplog):
    def broken(content):
        raise ValueError

    monkeypatch.setattr(warm, "standing_of", broken)
    assert warm.warm() > 0
    assert "开机预备时没有判断成" in caplog.text
