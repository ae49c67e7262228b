"""Rows of all registers in one table: what lists and sums need stands in columns, the rest follows the rulebook.

A column added to a register in the rulebook needs no change here.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from wenxiao.web.accounts.models import Body
from wenxiao.web.journal.guard import Guarded


class Row(Guarded):
    """One row of one register. Written only by the import, which leaves an event."""

    register = models.CharField("登记", max_length=40)
    jurisdiction = models.CharField("财政区划", max_length=32)
    key = models.CharField("键", max_length=250)
    body = models.ForeignKey(Body, models.PROTECT, related_name="rows")
    fiscal_year = models.IntegerField("预算年度", null=True)
    project = models.CharField("项目编码", max_length=64, blank=True)
    name = models.CharField("名称", max_length=300, blank=True)
    amount_fen = models.BigIntegerField("金额（分）", null=True)
    content = models.JSONField("内容")

    class Meta:
        """A key stands once in a register of a place; lists go by year and body, sums by project."""

        verbose_name = "登记"
        constraints = (models.UniqueConstraint("jurisdiction", "register", "key", name="row_key"),)
        indexes = (
            models.Index(fields=("register", "fiscal_year", "body"), name="row_list"),
            models.Index(fields=("register", "fiscal_year", "project"), name="row_project"),
        )
        ordering = ("register", "key")

    def __str__(self) -> str:
        """Give register and key."""
        return f"{self.register} {self.key}"


class Change(Guarded):
    """How a row stood before an import changed it; with the row as it is now, its whole history."""

    row = models.ForeignKey(Row, models.PROTECT, related_name="changes")
    event = models.ForeignKey("journal.Event", models.PROTECT, related_name="+")
    before = models.JSONField("原来的内容")

    class Meta:
        """The newest first."""

        verbose_name = "登记的变动"
        ordering = ("-event", "pk")

    def __str__(self) -> str:
        """Give the row."""
        return f"{self.row_id} @ {self.event_id}"


class Upload(models.Model):
    """A file on its way into a register: uploaded, previewed, then imported or given up."""

    class State(models.TextChoices):
        """How far it is."""

        READING = "reading", "正在读取"
        PREVIEWED = "previewed", "等待确认"
        IMPORTING = "importing", "正在导入"
        IMPORTED = "imported", "已导入"
        REFUSED = "refused", "有问题，没有导入"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField("登记", max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="uploads")
    file = models.CharField("文件名", max_length=255)
    stored = models.CharField(max_length=400)
    settings = models.JSONField(default=dict)
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.READING)
    result = models.JSONField("结果", default=dict)
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        """The newest first."""

        ordering = ("-at",)

    def __str__(self) -> str:
        """Give file and register."""
        return f"{self.file} → {self.register}"
