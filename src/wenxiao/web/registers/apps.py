"""The registers application."""

from django.apps import AppConfig


class RegistersConfig(AppConfig):
    """Registers and their import."""

    name = "wenxiao.web.registers"
    label = "registers"
    verbose_name = "登记"
