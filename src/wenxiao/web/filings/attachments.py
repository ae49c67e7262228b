"""Attachments: what kind a file is by its content, how large it may be, and keeping it under its digest."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from wenxiao.core.errors import InputError
from wenxiao.web.accounts.models import User
from wenxiao.web.filings.models import Attachment, Filing
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

MAX_BYTES = 20 * 1024 * 1024
SIGNS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg"}
INSIDE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx", "OFD.xml": "ofd"}
SUFFIXES = {
    "pdf": {"pdf"},
    "png": {"png"},
    "jpg": {"jpg", "jpeg"},
    "docx": {"docx"},
    "xlsx": {"xlsx"},
    "ofd": {"ofd"},
}
ACCEPT = ",".join(f".{s}" for known in SUFFIXES.values() for s in sorted(known))


def kind_of(name: str, data: bytes) -> str:
    """Give the kind of a file by its content. InputError when it is none we take, or not what its name says."""
    if not data:
        raise InputError(f"“{name}”是空文件，请重新选择。")
    if len(data) > MAX_BYTES:
        raise InputError(
            f"“{name}”有 {len(data) / 1048576:.1f} MB，超过 {MAX_BYTES >> 20} MB 的上限，请压缩后再传。"
        )
    kind = next((k for sign, k in SIGNS.items() if data.startswith(sign)), None) or _packed(data)
    if kind is None:
        raise InputError(f"“{name}”的内容不是 PDF、图片、Word、Excel 或 OFD 文件，请转换后再传。")
    if Path(name).suffix.lower().lstrip(".") not in SUFFIXES[kind]:
        raise InputError(f"“{name}”的内容其实是 {kind} 文件，与扩展名不符，请改好文件名后再传。")
    return kind


def attach(user: User, filing: Filing, upload: UploadedFile) -> Attachment:
    """Keep a file with a filing. InputError when it is not acceptable; nothing is kept then."""
    name = Path(upload.name or "").name[-200:]
    if upload.size and upload.size > MAX_BYTES:
        raise InputError(f"“{name}”超过 {MAX_BYTES >> 20} MB 的上限，请压缩后再传。")
    data = upload.read()
    kind, digest = kind_of(name, data), hashlib.sha256(data).hexdigest()
    path = stored_at(digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(data)
    with recording():
        kept = Attachment(filing=filing, name=name, kind=kind, size=len(data), digest=digest, added_by=user)
        kept.save(force_insert=True)
        _log(filing, user, "attach", f"{name}（{digest[:12]}）")
    return kept


def detach(user: User, attachment: Attachment) -> None:
    """Take a file out of the draft; what was handed in keeps it, the log its name and digest, the disk its content."""
    with recording():
        filing, told = attachment.filing, f"{attachment.name}（{attachment.digest[:12]}）"
        if attachment.handed:
            attachment.kept = False
            attachment.save(update_fields=["kept"])
        else:
            attachment.delete()
        _log(filing, user, "detach", told)


def stored_at(digest: str) -> Path:
    """Give where a file with this digest lies."""
    return Path(settings.ATTACHMENTS) / digest[:2] / digest


def _packed(data: bytes) -> str | None:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except zipfile.BadZipFile:
        return None
    return next((kind for inside, kind in INSIDE.items() if inside in names), None)


def _log(filing: Filing, user: User, act: str, told: str) -> None:
    append(Event(
        about=f"filing:{filing.pk}", filing=filing, actor=user, act=act, at=timezone.now(), version=filing.version,
        state=filing.state, opinion=told, content=filing.working, rulebook=rulebook().catalog.version,
    ))  # fmt: skip
