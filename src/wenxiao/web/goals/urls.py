"""Addresses of the goal cycle."""

from django.urls import path

from wenxiao.web.goals import gate_views

urlpatterns = [
    path("gate/", gate_views.gate_list, name="gate"),
    path("certificates/", gate_views.certificates, name="certificates"),
    path("certificates/issue/", gate_views.issue_page, name="certificate_issue"),
    path("certificates/<slug:number>/", gate_views.certificate, name="certificate"),
]
