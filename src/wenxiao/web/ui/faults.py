"""Faults that people can mend become a page with the sentence and the way out."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wenxiao.core.errors import NotFoundError, WenxiaoError

Handler = Callable[[HttpRequest], HttpResponse]


class ToldAsPages:
    """Middleware as a class, since only a class may have ``process_exception``."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """Answer a WenxiaoError with its own sentence; everything else stays Django's."""
        if not isinstance(fault, WenxiaoError):
            return None
        status = 404 if isinstance(fault, NotFoundError) else getattr(fault, "status", 400)
        return render(request, "fault.html", {"sentence": str(fault)}, status=status)
