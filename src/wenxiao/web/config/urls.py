"""Addresses of the site. Pages come with the workbench."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
