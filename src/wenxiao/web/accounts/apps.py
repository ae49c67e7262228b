"""The accounts application."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, bodies and appointments."""

    name = "wenxiao.web.accounts"
    label = "accounts"
    verbose_name = "人员与机构"
