"""The application of search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """The search page."""

    name = "wenxiao.web.search"
    label = "search"
    verbose_name = "搜索"
