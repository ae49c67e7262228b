"""Addresses of the boards."""

from django.urls import path

from wenxiao.web.boards import views

urlpatterns = [
    path("", views.board, name="boards"),
    path("rows/", views.rows, name="board_rows"),
    path("<slug:name>.svg", views.chart, name="board_chart"),
    path("<slug:name>.xlsx", views.table, name="board_table"),
]
