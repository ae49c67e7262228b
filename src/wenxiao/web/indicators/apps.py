"""The application of the indicator library."""

from django.apps import AppConfig


class IndicatorsConfig(AppConfig):
    """Cards, proposals, decisions, aids."""

    name = "wenxiao.web.indicators"
    label = "indicators"
    verbose_name = "指标库"

    def ready(self) -> None:
        """Tell the library which parameters these pages read."""
        from wenxiao.web.indicators.bands import PEERS, UNITS
        from wenxiao.web.library.readers import reads

        reads("指标库和填写页的指标值区间", "indicators", (PEERS, UNITS))
