"""Addresses of filings."""

from django.urls import path

from wenxiao.web.filings.pages import create, edit, files, flow, lists, view, waivers

app_name = "filings"
urlpatterns = [
    path("", lists.every, name="every"),
    path("forms/<slug:form_id>/", lists.form_list, name="list"),
    path("forms/<slug:form_id>/new/", create.new, name="new"),
    path("forms/<slug:form_id>/template.xlsx", files.template, name="template"),
    path("forms/<slug:form_id>/deadline/", flow.move_task, name="task_deadline"),
    path("batch/", flow.batch, name="batch"),
    path("waivers/", waivers.waiver_list, name="waivers"),
    path("waivers/<int:pk>/", waivers.decide_page, name="decide_waiver"),
    path("<uuid:pk>/waive/", waivers.ask_page, name="waive"),
    path("<uuid:pk>/", view.view, name="view"),
    path("<uuid:pk>/edit/", edit.edit, name="edit"),
    path("<uuid:pk>/check/", edit.check, name="check"),
    path("<uuid:pk>/merge/", edit.merge, name="merge"),
    path("<uuid:pk>/send/", flow.send, name="send"),
    path("<uuid:pk>/step/", flow.take_step, name="step"),
    path("<uuid:pk>/deadline/", flow.move_deadline, name="deadline"),
    path("<uuid:pk>/upload/", files.upload, name="upload"),
    path("<uuid:pk>/workbook.xlsx", files.workbook, name="workbook"),
    path("<uuid:pk>/print.docx", files.word, name="word"),
    path("<uuid:pk>/attachments/", files.add_attachment, name="attach"),
    path("<uuid:pk>/attachments/<uuid:attachment>/", files.get_attachment, name="attachment"),
    path("<uuid:pk>/attachments/<uuid:attachment>/remove/", files.remove_attachment, name="detach"),
]
