"""The desk application."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Tasks, notices, substitutes and the permission matrix."""

    name = "wenxiao.web.desk"
    label = "desk"
    verbose_name = "任务"
