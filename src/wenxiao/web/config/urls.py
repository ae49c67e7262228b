"""Addresses of the site: each application brings its own."""

from allauth.account import views as account
from django.urls import URLPattern, URLResolver, include, path

from wenxiao.web.boards.views import start
from wenxiao.web.config.frame import switch_year

# Only what has a page here: no sign-up, no e-mail, no reset by mail.
accounts = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/", account.password_change, name="account_change_password"),
    path("confirm/", account.reauthenticate, name="account_reauthenticate"),
    path("second-factor/", include("allauth.mfa.urls")),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", start, name="home"),
    path("year/", switch_year, name="switch_year"),
    path("account/", include(accounts)),
    path("boards/", include("wenxiao.web.boards.urls")),
    path("goals/", include("wenxiao.web.goals.urls")),
    path("library/", include("wenxiao.web.library.urls")),
    path("registers/", include("wenxiao.web.registers.urls")),
    path("search/", include("wenxiao.web.search.urls")),
    path("desk/", include("wenxiao.web.desk.urls")),
    path("", include("wenxiao.web.indicators.urls")),
    path("filings/", include("wenxiao.web.filings.urls")),
]
handler403 = "wenxiao.web.ui.errors.forbidden"
handler404 = "wenxiao.web.ui.errors.not_found"
handler500 = "wenxiao.web.ui.errors.broken"
