"""Addresses of the registers."""

from django.urls import path

from wenxiao.web.registers import import_views, views

urlpatterns = [
    path("overview/", views.overview, name="registers"),
    path("uploads/<uuid:pk>/", import_views.upload_page, name="upload"),
    path("uploads/<uuid:pk>/confirm/", import_views.confirm, name="upload_confirm"),
    path("uploads/<uuid:pk>/restart/", import_views.restart, name="upload_restart"),
    path("uploads/<uuid:pk>/faults.xlsx", import_views.faults_file, name="upload_faults"),
    path("<slug:register>/", views.register_list, name="register_list"),
    path("<slug:register>/template.xlsx", views.template, name="register_template"),
    path("<slug:register>/findings/", views.register_findings, name="register_findings"),
    path("<slug:register>/import/", import_views.import_page, name="register_import"),
    path("<slug:register>/<int:pk>/", views.register_row, name="register_row"),
]
