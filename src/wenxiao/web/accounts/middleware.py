"""What every request must have: a person, a session that was used lately, a second factor for administrators."""

from __future__ import annotations

import time
from collections.abc import Callable

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from wenxiao.web.accounts.scope import appointments
from wenxiao.web.rulebook import rulebook

OPEN = ("/account/", "/static/")
REMEMBER_EVERY = 60  # seconds: the session's end moves with use, without a write on every request
Handler = Callable[[HttpRequest], HttpResponse]


def session_guard(get_response: Handler) -> Handler:
    """Send strangers to the login page, and administrators without a second factor to setting one up."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path.startswith(OPEN):
            return get_response(request)
        if not request.user.is_authenticated:
            if request.headers.get("HX-Request") or request.headers.get("X-Wenxiao"):
                return HttpResponse("登录已过期，请重新登录；填写的内容还在这一页上。", status=401)
            return redirect_to_login(request.get_full_path())
        now = int(time.time())
        if now - request.session.get("used", 0) > REMEMBER_EVERY:
            request.session["used"] = now
        if request.user.must_change_password:
            messages.warning(request, "这是首次登录，请先把别人给的密码换成自己的，换好后再办理其他事项。")
            return redirect("account_change_password")
        if _lacks_second_factor(request):
            messages.warning(request, "管理员账号须先启用动态口令，启用后才能办理其他事项。")
            return redirect("mfa_activate_totp")
        return get_response(request)

    return answer


def _lacks_second_factor(request: HttpRequest) -> bool:
    known = rulebook().roles
    if not any(known[a.role].administers for a in appointments(request.user) if a.role in known):
        return False
    return not Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists()
