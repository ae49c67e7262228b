"""Files of a filing: template, workbook out and in, Word, attachments."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from wenxiao.core.documents import Json
from wenxiao.core.errors import InputError, WenxiaoError
from wenxiao.core.forms.model import Form
from wenxiao.exchange.docx_print import print_document
from wenxiao.exchange.xlsx.read import read_workbook
from wenxiao.exchange.xlsx.write import write_template, write_workbook
from wenxiao.web.filings.attachments import attach, detach, stored_at
from wenxiao.web.filings.pages.common import get_filing, head_of, plain
from wenxiao.web.filings.pages.lists import form_named
from wenxiao.web.filings.services import NotAllowedError, save
from wenxiao.web.filings.visible import readable_attachments, readable_content

KEPT_FROM_FILING = ("form", "jurisdiction", "fiscal_year", "id")


def template(_request: HttpRequest, form_id: str) -> HttpResponseBase:
    """Give the empty workbook of a form."""
    form = form_named(form_id)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "template.xlsx"
        write_template(form, path)
        return _download(path, f"{form.title}（模板）.xlsx")


def workbook(request: HttpRequest, pk: object) -> HttpResponseBase:
    """Give a filing as a workbook."""
    filing = get_filing(request, pk)
    head, content = head_of(request.user, filing), plain(readable_content(request.user, filing))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "filing.xlsx"
        write_workbook([content], [head.form], path)
        return _download(path, f"{filing.subject_name}{head.form.title}.xlsx")


def word(request: HttpRequest, pk: object) -> HttpResponseBase:
    """Give a filing as a Word table."""
    filing = get_filing(request, pk)
    head, content = head_of(request.user, filing), plain(readable_content(request.user, filing))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "filing.docx"
        print_document(content, head.form, path)
        return _download(path, f"{filing.subject_name}{head.form.title}.docx")


@require_POST
def upload(request: HttpRequest, pk: object) -> HttpResponse:
    """Put a filled workbook into the draft. A workbook that cannot be read is one message and changes nothing."""
    head = head_of(request.user, get_filing(request, pk))
    if not head.editable:
        raise NotAllowedError(
            f"这张表现在是“{head.state.label}”，不能导入；需要修改的，请退回或撤回后再导入。"
        )
    file = request.FILES.get("workbook")
    told = request.POST.get("version", "")
    try:
        content = read_upload(file, head.form)
        before = head.filing.working
        kept = {k: before[k] for k in KEPT_FROM_FILING if k in before}
        content |= kept | {"explanations": before.get("explanations") or {}}
        if not content["explanations"]:
            del content["explanations"]
        save(request.user, pk, content, read_version=int(told) if told.isdigit() else 0)
        messages.success(
            request, f"已导入“{file.name if file else ''}”，请核对后提交；原来的内容可在“版本”中找回。"
        )
    except WenxiaoError as problem:
        messages.error(request, f"没有导入，原来的内容没有变动。{problem}")
    return redirect("filings:edit", pk=pk)


def read_upload(file: UploadedFile | None, form: Form) -> Json:
    """Read the one filing of a form in an uploaded workbook. InputError says what is wrong with the file."""
    if file is None:
        raise InputError("没有选择文件，请选择填好的 Excel 工作簿（.xlsx）。")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(file.name or "workbook.xlsx").name
        with path.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        found = read_workbook(path, [form])
    if len(found) > 1:
        raise InputError(
            f"“{file.name}”里有 {len(found)} 张《{form.title}》，这里一次只能导入一张，请分开保存后再传。"
        )
    return found[0].content


@require_POST
def add_attachment(request: HttpRequest, pk: object) -> HttpResponse:
    """Keep a file with a draft."""
    head = head_of(request.user, get_filing(request, pk))
    if not head.editable:
        raise NotAllowedError("只有正在填报的人可以添加附件；需要补充的，请退回后再添加。")
    try:
        file = request.FILES.get("file")
        if file is None:
            raise InputError("没有选择文件，请先选择。")
        kept = attach(request.user, head.filing, file)
        messages.success(request, f"已添加附件“{kept.name}”。")
    except WenxiaoError as problem:
        messages.error(request, f"没有添加。{problem}")
    return _back_to_attachments(pk)


@require_POST
def remove_attachment(request: HttpRequest, pk: object, attachment: object) -> HttpResponse:
    """Take a file out of a draft."""
    head = head_of(request.user, get_filing(request, pk))
    if not head.editable:
        raise NotAllowedError("只有正在填报的人可以移除附件。")
    found = get_object_or_404(head.filing.attachments.filter(kept=True), pk=attachment)
    detach(request.user, found)
    messages.success(request, f"已移除附件“{found.name}”，日志中保留它的名称和摘要。")
    return _back_to_attachments(pk)


def get_attachment(request: HttpRequest, pk: object, attachment: object) -> HttpResponseBase:
    """Give a file to those who may see its filing, always as a download."""
    found = get_object_or_404(readable_attachments(request.user, get_filing(request, pk)), pk=attachment)
    return FileResponse(stored_at(found.digest).open("rb"), as_attachment=True, filename=found.name,
                        content_type="application/octet-stream")  # fmt: skip


def _download(path: Path, name: str) -> FileResponse:
    """Send a file whose folder goes away: an open file outlives its name."""
    return FileResponse(path.open("rb"), as_attachment=True, filename=name.replace("/", "／"))


def _back_to_attachments(pk: object) -> HttpResponse:
    response = redirect("filings:view", pk=pk)
    response["Location"] += "?tab=attachments"
    return response
