"""The filings application."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Filings and their events."""

    name = "wenxiao.web.filings"
    label = "filings"
    verbose_name = "填报"

    def ready(self) -> None:
        """Tell the library which parameters these pages read."""
        from wenxiao.web.filings.waivers import ERRORS, PAGE, WARNINGS
        from wenxiao.web.library.readers import reads

        reads("豁免申请", PAGE, (WARNINGS, ERRORS))
