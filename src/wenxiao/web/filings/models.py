"""A filing is a document with a state and a version; its events stand in the journal."""

from __future__ import annotations

import uuid

from django.db import models

from wenxiao.web.accounts.models import Body


class Filing(models.Model):
    """One document in the database. The key is random, so that it cannot be guessed across scope."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    document = models.CharField("文档编号", max_length=300)
    form = models.CharField("表单", max_length=60)
    body = models.ForeignKey(Body, models.PROTECT, related_name="filings")
    fiscal_year = models.IntegerField("预算年度")
    subject_code = models.CharField("对象编码", max_length=64, blank=True)
    subject_name = models.CharField("对象名称", max_length=300, blank=True)
    amount_fen = models.BigIntegerField("金额（分）", null=True)
    state = models.CharField("状态", max_length=40)
    content = models.JSONField("内容")
    version = models.PositiveIntegerField("版本", default=1)
    holder_since = models.DateTimeField("到达现状态的时间")

    class Meta:
        """One filing a document; lists are found by year, form and state."""

        constraints = (models.UniqueConstraint("document", name="filing_document"),)
        indexes = (models.Index(fields=("fiscal_year", "form", "state"), name="filing_list"),)
        ordering = ("-fiscal_year", "form", "document")

    def __str__(self) -> str:
        """Give form, subject and year."""
        return f"{self.form} {self.subject_name} {self.fiscal_year}"
