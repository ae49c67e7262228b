"""The guard: rows of guarded models can be written only inside ``recording()``, which demands an event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction

from wenxiao.core.errors import WenxiaoError


class Record:
    """What happened inside one recording: whether a guarded row was written, whether an event was."""

    def __init__(self) -> None:
        self.events = 0
        self.writes = 0
        self.excused = False

    def nothing_written(self) -> None:
        """Say that there was nothing to write after all, so that no event is due."""
        self.excused = True


_OPEN: ContextVar[Record | None] = ContextVar("wenxiao_recording", default=None)


class UnloggedWriteError(WenxiaoError):
    """Something would have been written without an event; nothing was."""


@contextmanager
def recording() -> Iterator[Record]:
    """Open one transaction for writes and their event. UnloggedWriteError, and nothing is kept, without an event."""
    told = Record()
    token = _OPEN.set(told)
    try:
        with transaction.atomic():
            yield told
            if not told.events and (told.writes or not told.excused):
                raise UnloggedWriteError("这次写入没有留下日志，已全部撤销；请通过登记或填报的服务来写。")
    finally:
        _OPEN.reset(token)


def note_event() -> None:
    """Tell the open recording, if there is one, that its event has been written."""
    told = _OPEN.get()
    if told is not None:
        told.events += 1


def demand_recording(model: type[models.Model]) -> None:
    """Raise UnloggedWriteError unless a recording is open."""
    told = _OPEN.get()
    if told is None:
        name = model._meta.verbose_name
        raise UnloggedWriteError(f"“{name}”不能绕过日志直接写；请通过登记的服务来写，每次写入都留一条日志。")
    told.writes += 1


class GuardedQuerySet(models.QuerySet[Any]):
    """A queryset whose writes demand an open recording."""

    def bulk_create(self, *args: Any, **kwargs: Any) -> list[Any]:
        """Create many, logged."""
        demand_recording(self.model)
        return super().bulk_create(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        """Update many, logged (``bulk_update`` ends here too)."""
        demand_recording(self.model)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete many, logged."""
        demand_recording(self.model)
        return super().delete()


class Guarded(models.Model):
    """Base of models whose every write must leave an event."""

    objects = GuardedQuerySet.as_manager()

    class Meta:
        """Only a base."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, logged."""
        demand_recording(type(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, logged."""
        demand_recording(type(self))
        return super().delete(*args, **kwargs)
