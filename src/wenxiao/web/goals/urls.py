"""Addresses of the goal cycle."""

from django.urls import path

from wenxiao.web.goals import adjustment_views, gate_views, rollover_views

urlpatterns = [
    path("gate/", gate_views.gate_list, name="gate"),
    path("adjustments/", adjustment_views.adjustment_list, name="adjustments"),
    path("adjustments/<uuid:pk>/", adjustment_views.adjustment, name="adjustment"),
    path("adjustments/begin/<int:pk>/", adjustment_views.begin, name="adjustment_begin"),
    path("roll-over/", rollover_views.roll_over_page, name="roll_over"),
    path("roll-over/undo/", rollover_views.undo_page, name="undo_roll_over"),
    path("certificates/", gate_views.certificates, name="certificates"),
    path("certificates/issue/", gate_views.issue_page, name="certificate_issue"),
    path("certificates/<slug:number>/", gate_views.certificate, name="certificate"),
]
