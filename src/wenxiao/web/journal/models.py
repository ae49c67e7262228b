"""An event: who did what, when, to what, with which content afterwards; each holds the digest of the one before."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone


class Event(models.Model):
    """One act on one filing, register or account. Never changed, never deleted.

    ``about`` names the thing in words that outlive the database (``register:payments/990112``);
    ``filing`` is set besides when the thing is a filing. ``digest`` covers the event and the
    digest before it in the whole chain.
    """

    number = models.BigAutoField(primary_key=True)
    about = models.CharField("对象", max_length=200, db_index=True)
    filing = models.ForeignKey("filings.Filing", models.PROTECT, related_name="events", null=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    act = models.CharField("事项", max_length=40)
    at = models.DateTimeField("时间")
    version = models.PositiveIntegerField("版本", default=0)
    state = models.CharField("状态", max_length=40, blank=True)
    opinion = models.TextField("意见", blank=True)
    content = models.JSONField("当时的内容")
    due = models.DateField("当时的办理期限", null=True)
    rulebook = models.CharField("规则库版本", max_length=40)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        """In the order of the acts."""

        ordering = ("number",)

    @property
    def days_late(self) -> int:
        """Give how many days after its deadline the act came; 0 in time, or where there was no deadline."""
        return max((timezone.localdate(self.at) - self.due).days, 0) if self.due else 0

    def __str__(self) -> str:
        """Give act and time."""
        return f"{self.act} {self.at:%Y-%m-%d %H:%M}"
