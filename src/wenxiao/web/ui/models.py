"""What a person prefers; it changes nothing of the bureau's business, so it leaves no event."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class ListColumns(models.Model):
    """The columns one person wants on one list, in this order."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    listing = models.CharField("清单", max_length=100)
    columns = models.JSONField("列")

    class Meta:
        """Kept once a person and list."""

        constraints = (models.UniqueConstraint("user", "listing", name="list_columns_once"),)

    def __str__(self) -> str:
        """Give the list."""
        return self.listing
