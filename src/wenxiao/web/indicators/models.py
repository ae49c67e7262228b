"""What a place adds to the rulebook's indicator library, and where indicators were filed."""

from __future__ import annotations

from django.db import models

from wenxiao.web.accounts.models import Body, User
from wenxiao.web.filings.models import Filing
from wenxiao.web.journal.guard import Guarded


class SiteCard(Guarded):
    """A card of the place's own, or what the place decided about a card of the rulebook.

    ``content`` is the card as proposed and completed; for a card of the rulebook only its name, the
    rest stays the rulebook's. ``into`` names the card that one was merged into. ``version`` counts acts.
    """

    jurisdiction = models.CharField("财政区划", max_length=32)
    card = models.CharField("卡片编号", max_length=200)
    own = models.BooleanField("本地提出", default=True)
    body = models.ForeignKey(Body, models.PROTECT, related_name="+", verbose_name="提出单位")
    filing = models.ForeignKey(Filing, models.PROTECT, related_name="+", null=True, verbose_name="取自")
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, verbose_name="提出人")
    state = models.CharField("状态", max_length=20)
    into = models.CharField("并入", max_length=200, blank=True)
    content = models.JSONField("内容")
    reason = models.TextField("理由", blank=True)
    version = models.PositiveIntegerField("版本", default=1)
    changed_at = models.DateTimeField("最近办理")

    class Meta:
        """A card stands once in a place."""

        verbose_name = "指标卡片"
        constraints = (models.UniqueConstraint("jurisdiction", "card", name="site_card_once"),)
        indexes = (models.Index(fields=("jurisdiction", "state"), name="site_card_state"),)
        ordering = ("pk",)

    def __str__(self) -> str:
        """Give the card's name."""
        return str(self.content.get("name") or self.card)


class FiledIndicator(models.Model):
    """One indicator row of a filing that was handed in, with its target read: found by name without opening the filing.

    It repeats what the filing says, so it is no guarded row: ``filed.catch_up`` makes it anew from the filings.
    """

    filing = models.ForeignKey(Filing, models.CASCADE, related_name="filed_indicators")
    jurisdiction = models.CharField(max_length=32)
    fiscal_year = models.IntegerField()
    stage = models.CharField(max_length=40)
    key = models.CharField(max_length=300)  # the name as names are compared
    name = models.CharField(max_length=300)
    subject_code = models.CharField(max_length=64, blank=True)
    subject_kind = models.CharField(max_length=20, blank=True)
    target = models.TextField(blank=True)
    kind = models.CharField(max_length=20, blank=True)
    measure = models.CharField(max_length=60, blank=True)
    value = models.FloatField(null=True)
    sure = models.CharField(max_length=10, blank=True)
    direction = models.CharField(max_length=10, blank=True)
    actual = models.TextField(blank=True)
    met = models.BooleanField(null=True)

    class Meta:
        """Found by place and name, or by the project's code and year."""

        indexes = (
            models.Index(fields=("jurisdiction", "key"), name="filed_indicator_name"),
            models.Index(fields=("subject_code", "fiscal_year"), name="filed_indicator_subject"),
        )

    def __str__(self) -> str:
        """Give name and target."""
        return f"{self.name} {self.target}"


class Reached(models.Model):
    """Up to which event of the journal the filed indicators are made; one row."""

    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        """Give the number."""
        return str(self.number)
