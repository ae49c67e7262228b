"""Addresses of the library."""

from django.urls import path

from wenxiao.web.library import views

urlpatterns = [
    path("sources/", views.sources, name="library_sources"),
    path("sources/<slug:name>/", views.source, name="library_source"),
    path("parameters/", views.parameters, name="library_parameters"),
    path("parameters/<str:name>/", views.parameter, name="library_parameter"),
    path("rules/<str:name>/", views.rule, name="library_rule"),
    path("guides/", views.guides, name="library_guides"),
    path("guides/<slug:name>/", views.guide, name="library_guide"),
]
