"""The journal application."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Events of filings, registers and accounts in one chain."""

    name = "wenxiao.web.journal"
    label = "journal"
    verbose_name = "日志"
