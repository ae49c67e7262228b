"""The site as a WSGI application, for granian or any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenxiao.web.config.settings")
application = get_wsgi_application()

from wenxiao.web.rulebook import rulebook  # noqa: E402 - only after Django is ready

rulebook().catalog.version  # noqa: B018 - read before the first person asks, not while he waits
