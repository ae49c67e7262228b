"""The filings application."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Filings and their events."""

    name = "wenxiao.web.filings"
    label = "filings"
    verbose_name = "填报"
