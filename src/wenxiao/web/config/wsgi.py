"""The site as a WSGI application, for granian or any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wenxiao.web.config.settings")
application = get_wsgi_application()

from wenxiao.web.config.warm import wanted, warm  # noqa: E402 - only after Django is ready

if wanted():
    warm()
