"""Addresses of the desk."""

from django.urls import path

from wenxiao.web.desk import matrix, notices, substitutes, tasks

app_name = "desk"
urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("substitutes/", substitutes.substitutes, name="substitutes"),
    path("permissions/", matrix.matrix, name="permissions"),
    path("<slug:name>/", tasks.box, name="box"),
]
