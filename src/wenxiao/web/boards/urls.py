"""Addresses of the boards."""

from django.urls import path

from wenxiao.web.boards import bodies, keepers, views

urlpatterns = [
    path("", views.board, name="boards"),
    path("brief/", views.brief, name="board_brief"),
    path("bodies/", bodies.bodies, name="board_bodies"),
    path("trail/", keepers.trail_list, name="trail"),
    path("rows/", views.rows, name="board_rows"),
    path("<slug:name>.svg", views.chart, name="board_chart"),
    path("<slug:name>.xlsx", views.table, name="board_table"),
]
