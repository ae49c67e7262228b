"""Pages of an import: choose a file, watch it being read, see what would change, confirm."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from wenxiao.core.errors import WenxiaoError
from wenxiao.core.money import FEN_PER, MoneyError, parse_money
from wenxiao.core.registers.model import Register
from wenxiao.web.accounts.models import Body
from wenxiao.web.accounts.scope import kept_bodies
from wenxiao.web.registers import uploads
from wenxiao.web.registers.importing import Options
from wenxiao.web.registers.models import Upload
from wenxiao.web.registers.views import named
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.export import xlsx_response

MONEY_UNITS = ("元", "万元", "分")
FAULTS_SHOWN = 300


def import_page(request: HttpRequest, register: str) -> HttpResponse:
    """Offer the form, and take the file."""
    told = named(request, register)
    tops = _tops(request, told)
    if request.method == "POST":
        return _received(request, told, tops)
    recent = list(Upload.objects.filter(register=told.id, person=request.user)[:8])
    for upload in recent:
        uploads.fail_if_dead(upload)
    return render(
        request,
        "registers/import.html",
        {"register": told, "tops": tops, "units": MONEY_UNITS, "recent": recent},
    )


def upload_page(request: HttpRequest, pk: object) -> HttpResponse:
    """Show how far an upload is, and what it would do or has done."""
    upload = _own(request, pk)
    told = named(request, upload.register)
    uploads.fail_if_dead(upload)
    what, done, total = uploads.progress_of(upload)
    faults = upload.result.get("faults", [])
    heads = [told.by_id[n].label for n in dict.fromkeys([*told.key, *([told.name] if told.name else [])])]
    return render(
        request, "registers/upload.html",
        {
            "upload": upload, "register": told, "busy": upload.state in uploads.BUSY, "what": what, "done": done, "total": total,
            "faults": faults[:FAULTS_SHOWN], "fault_count": len(faults), "heads": [*heads, *(["金额"] if told.amount else [])],
        },
    )  # fmt: skip


@require_POST
def confirm(request: HttpRequest, pk: object) -> HttpResponse:
    """Write what the preview showed. New accounts are shown with their first passwords, this once."""
    upload = _own(request, pk)
    told = named(request, upload.register)
    top = _chosen(_tops(request, told), upload.settings["top"])
    if upload.state != Upload.State.PREVIEWED:
        messages.warning(
            request, f"这个文件现在是“{upload.get_state_display()}”，不能再导入；需要的请重新上传。"
        )
        return redirect("upload", pk=upload.pk)
    if told.kept_in == "people":
        plan = uploads.write_upload(upload, told, top)
        if plan is not None:
            return render(request, "registers/passwords.html", {"plan": plan, "register": told})
    else:
        uploads.confirm(upload, told, top)
    return redirect("upload", pk=upload.pk)


@require_POST
def restart(request: HttpRequest, pk: object) -> HttpResponse:
    """Read an interrupted file again."""
    upload = _own(request, pk)
    told = named(request, upload.register)
    try:
        uploads.restart(upload, told, _chosen(_tops(request, told), upload.settings["top"]))
    except WenxiaoError as problem:
        messages.error(request, str(problem))
    return redirect("upload", pk=upload.pk)


def faults_file(request: HttpRequest, pk: object) -> HttpResponseBase:
    """Give the faults as a workbook, to be worked through beside the file."""
    upload = _own(request, pk)
    heads = ["行", "列", "列名", "写的是", "问题和改法"]
    return xlsx_response(f"{upload.file}的问题", heads, upload.result.get("faults", []))


def _received(request: HttpRequest, told: Register, tops: list[Body]) -> HttpResponse:
    here = HttpResponseRedirect(reverse("register_import", args=(told.id,)))
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, "还没有选文件；请选一个 .xlsx 或 .csv 文件再上传。")
        return here
    unit = request.POST.get("unit", "元")
    try:
        control = parse_money(request.POST.get("control"), unit if unit in FEN_PER else "元")
    except MoneyError as fault:
        messages.error(request, f"控制数：{fault}请改成数字，或留空。")
        return here
    top = _chosen(tops, request.POST.get("top") or tops[0].path)
    options = Options(unit if unit in MONEY_UNITS else "元", control)
    upload = uploads.receive(told, top, request.user, file, options)  # type: ignore[arg-type]
    return redirect("upload", pk=upload.pk)


def _tops(request: HttpRequest, told: Register) -> list[Body]:
    tops = kept_bodies(request.user, rulebook().roles, told.imported_by)  # type: ignore[arg-type]
    if not tops:
        raise Http404
    return tops


def _chosen(tops: list[Body], path: str) -> Body:
    found = next((top for top in tops if top.path == path), None)
    if found is None:
        raise Http404
    return found


def _own(request: HttpRequest, pk: object) -> Upload:
    upload = Upload.objects.filter(pk=pk, person=request.user).first()
    if upload is None:
        raise Http404
    return upload
