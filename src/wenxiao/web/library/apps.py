"""The application of the library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Documents, parameters, rules, guides."""

    name = "wenxiao.web.library"
    label = "library"
    verbose_name = "指标与制度"
