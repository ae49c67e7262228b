"""The application of the goal cycle."""

from django.apps import AppConfig


class GoalsConfig(AppConfig):
    """Gate, certificates, adjustments, roll-over."""

    name = "wenxiao.web.goals"
    label = "goals"
    verbose_name = "绩效目标"

    def ready(self) -> None:
        """Tell the library which parameters these pages read."""
        from wenxiao.web.goals.adjustments import UNTIL
        from wenxiao.web.goals.gate import BLOCKING, GRADES, SCOPE
        from wenxiao.web.library.readers import reads

        reads("预算安排清单", "gate", (BLOCKING, SCOPE, GRADES))
        reads("预算与目标调整", "adjustments", (UNTIL,))
