"""The search page: what every application's finders find, by kind."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import module_has_submodule

from wenxiao.web.ui.search import FIRST, Finder

MODULE = "finders"
LONGEST = 100  # characters of a question


@cache
def finders() -> tuple[Finder, ...]:
    """Give the finders of all applications, what people look for most first."""
    found: list[Finder] = []
    for config in apps.get_app_configs():
        if config.name.startswith("wenxiao.") and module_has_submodule(config.module, MODULE):
            found += import_module(f"{config.name}.{MODULE}").FINDERS
    return tuple(sorted(found, key=lambda finder: finder.rank))


def search(request: HttpRequest) -> HttpResponse:
    """Show what was found: the first of each kind, or all of the kind asked for."""
    asked = request.GET.get("q", "").strip()[:LONGEST]
    words, kind = asked.split(), request.GET.get("kind", "")
    groups = []
    for finder in finders() if words else ():
        if kind in {"", finder.id}:
            found = finder.find(request, words)
            hits = found.hits if kind else found.hits[:FIRST]
            groups += [(finder, found, hits)] if found.count else []
    total = sum(found.count for _, found, _ in groups)
    return render(
        request,
        "search/results.html",
        {"asked": asked, "searched": asked, "groups": groups, "total": total, "kind": kind},
    )
