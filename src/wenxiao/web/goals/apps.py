"""The application of the goal cycle."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Gate, certificates, adjustments, roll-over."""

    name = "wenxiao.web.goals"
    label = "goals"
    verbose_name = "绩效目标"
