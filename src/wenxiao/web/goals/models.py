"""Certificates: what the gate said of one budget line on one day, so that it can be shown and checked later."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from wenxiao.web.journal.guard import Guarded
from wenxiao.web.registers.models import Row


class Certificate(Guarded):
    """One numbered certificate; ``content`` is what is printed, ``digest`` its SHA-256."""

    number = models.CharField("编号", max_length=40, unique=True)
    line = models.ForeignKey(Row, models.PROTECT, related_name="certificates")
    content = models.JSONField("内容")
    digest = models.CharField("摘要", max_length=64)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    issued_at = models.DateTimeField("出具时间")

    class Meta:
        """The newest first."""

        verbose_name = "目标审核证明"
        ordering = ("-pk",)

    def __str__(self) -> str:
        """Give the number."""
        return self.number
