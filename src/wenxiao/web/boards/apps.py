"""The application of the boards."""

from django.apps import AppConfig


class BoardsConfig(AppConfig):
    """Boards."""

    name = "wenxiao.web.boards"
    label = "boards"
    verbose_name = "看板"
