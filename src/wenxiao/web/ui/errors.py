"""Pages for what went wrong: what happened and the way out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOT_HERE = "没有这个页面，或者它不在您的范围内；请从左边的栏目进入，或用上面的搜索。"
FORBIDDEN = "这一步没有完成：页面放得太久，或者您没有这项权限。请返回上一页刷新后再试。"
BROKEN = "系统出了问题，已记录下来；您填写的内容没有丢失，请稍后再试，仍不行请联系管理员。"


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that there is no such page here; the same words whether it exists elsewhere or not."""
    return render(request, "fault.html", {"sentence": NOT_HERE}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Tell that the request was refused."""
    return render(request, "fault.html", {"sentence": FORBIDDEN}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Tell that the program failed, without its entrails."""
    return render(request, "fault.html", {"sentence": BROKEN}, status=500)
