"""A filing is a document with a state and a version; its events stand in the journal."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from wenxiao.core.documents import Json
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.journal.guard import Guarded


class Filing(Guarded):
    """One document in the database. The key is random, so that it cannot be guessed across scope.

    Until it is first handed in, ``content`` is the draft. From then on ``content`` and the columns taken from it
    are what was handed in last, so that whoever reads them reads no more; what is being mended lies in ``draft``.
    """

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
    draft = models.JSONField("正在改、还没有再交的内容", null=True)
    draft_head = models.JSONField("正在改的内容的名称、金额、疑点数", null=True)
    handed_version = models.PositiveIntegerField("最近一次交上来的版本", null=True)
    version = models.PositiveIntegerField("版本", default=1)
    holder_since = models.DateTimeField("到达现状态的时间")
    due = models.DateField("办理期限", null=True)
    created_at = models.DateTimeField("建立时间", default=timezone.now, editable=False)
    errors = models.PositiveIntegerField("必改疑点", default=0)
    unexplained = models.PositiveIntegerField("须说明未说明", default=0)

    class Meta:
        """One filing a document; lists are found by year, form and state."""

        constraints = (models.UniqueConstraint("document", name="filing_document"),)
        indexes = (
            models.Index(fields=("fiscal_year", "form", "state"), name="filing_list"),
            models.Index(fields=("subject_code", "fiscal_year", "form"), name="filing_subject"),
        )
        ordering = ("-fiscal_year", "form", "document")

    def __str__(self) -> str:
        """Give form, subject and year."""
        return f"{self.form} {self.subject_name} {self.fiscal_year}"

    @property
    def working(self) -> Json:
        """Give the content as its writer has it: what is being mended, else what stands."""
        content: Json = self.content if self.draft is None else self.draft
        return content


class Attachment(Guarded):
    """A file that came with a filing, stored under its digest; taken out of the filing it stays on disk.

    ``kept``: the writer has it in the filing; ``handed``: it belongs to what was handed in last.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="attachments")
    name = models.CharField("文件名", max_length=200)
    kind = models.CharField("类型", max_length=40)
    size = models.PositiveIntegerField("大小")
    digest = models.CharField(max_length=64)
    kept = models.BooleanField("在填报人手里", default=True)
    handed = models.BooleanField("随表交上来了", default=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        """In the order of adding."""

        ordering = ("added_at", "name")

    def __str__(self) -> str:
        """Give the file's name."""
        return self.name


class Waiver(Guarded):
    """A request to be let off one finding with just this value, and what became of it."""

    class State(models.TextChoices):
        """What became of it."""

        ASKED = "asked", "待批准"
        GRANTED = "granted", "已批准"
        REFUSED = "refused", "未批准"

    filing = models.ForeignKey(Filing, models.PROTECT, related_name="waivers")
    key = models.CharField("规则和位置", max_length=400)
    finding = models.CharField("疑点连同数值的摘要", max_length=64)
    rule = models.CharField("规则", max_length=120)
    severity = models.CharField("程度", max_length=12)
    message = models.TextField("疑点")
    reason = models.TextField("申请理由")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("申请时间")
    state = models.CharField("结果", max_length=12, choices=State.choices, default=State.ASKED)
    decided_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField("办理时间", null=True)
    word = models.TextField("意见", blank=True)

    class Meta:
        """In the order of asking."""

        verbose_name = "豁免申请"
        ordering = ("pk",)

    def __str__(self) -> str:
        """Give rule and result."""
        return f"{self.rule} {self.get_state_display()}"


class Notice(models.Model):
    """A sentence to one person about one filing; it follows from an event, so it has none of its own."""

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    filing = models.ForeignKey(Filing, models.CASCADE, related_name="notices")
    sentence = models.CharField("内容", max_length=500)
    at = models.DateTimeField("时间", auto_now_add=True)
    read = models.BooleanField("已读", default=False)
    overdue = models.DateField("说的是哪一个期限过了", null=True)
    address = models.CharField("去哪里办", max_length=200, blank=True)  # none: the filing's page

    class Meta:
        """Newest first; unread ones are counted on every page."""

        ordering = ("-at",)
        indexes = (models.Index(fields=("user", "read"), name="notice_unread"),)

    def __str__(self) -> str:
        """Give the sentence."""
        return self.sentence
