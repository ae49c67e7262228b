"""Address of the search page."""

from django.urls import path

from wenxiao.web.search import views

urlpatterns = [path("", views.search, name="search")]
