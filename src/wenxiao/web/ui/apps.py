"""The interface application."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Frame, lists and the browser's own files."""

    name = "wenxiao.web.ui"
    label = "ui"
    verbose_name = "界面"
