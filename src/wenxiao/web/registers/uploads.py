"""A file from a browser on its way into a register: read in the background, previewed, written when confirmed.

The work runs in a thread of its own, so that the page answers at once and shows how far it is;
how far is told in a small file, since the database tells nothing before the transaction ends.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection

from wenxiao.core.errors import WenxiaoError
from wenxiao.core.registers.model import Register
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.registers.importing import Options, preview, write
from wenxiao.web.registers.models import Upload
from wenxiao.web.registers.plan import SHOWN, Plan
from wenxiao.web.registers.shown import shown

LOG = logging.getLogger(__name__)
State = Upload.State
BROKEN = "读取时程序出了问题，什么都没有导入；请联系管理员，附上这个文件。"


def folder() -> Path:
    """Give the folder of uploads."""
    found = Path(settings.DATA) / "uploads"
    found.mkdir(parents=True, exist_ok=True)
    return found


def receive(register: Register, top: Body, user: User, file: UploadedFile, options: Options) -> Upload:
    """Keep a file and start reading it."""
    upload = Upload(register=register.id, person=user, file=Path(file.name or "表格").name[:255])
    path = folder() / f"{upload.pk}{Path(upload.file).suffix.lower()}"
    with path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    upload.stored = str(path)
    upload.settings = {"top": top.path, "money_unit": options.money_unit, "control_fen": options.control_fen}
    upload.save()
    _start(upload, lambda: _read(upload, register, top))
    return upload


def confirm(upload: Upload, register: Register, top: Body) -> None:
    """Start writing what the preview showed."""
    upload.state = State.IMPORTING
    upload.save(update_fields=["state"])
    _start(upload, lambda: write_upload(upload, register, top))


def progress_of(upload: Upload) -> tuple[str, int, int]:
    """Give what is being done, how much of it is done, and of how much."""
    try:
        what, done, total = _progress_file(upload).read_text(encoding="utf-8").split("\t")
    except (FileNotFoundError, ValueError):
        return "准备", 0, 1
    return what, int(done), max(int(total), 1)


def options_of(upload: Upload) -> Options:
    """Give how the file is to be read."""
    return Options(upload.settings["money_unit"], upload.settings["control_fen"])


def write_upload(upload: Upload, register: Register, top: Body) -> Plan | None:
    """Read the file again and write it, if it still does what the preview showed; ``None`` when it does not."""
    plan: Plan | None = None
    try:
        plan = preview(register, Path(upload.stored), top, options_of(upload), _teller(upload))
        if not plan.may_be_written or _seen(plan) != upload.result["seen"]:
            upload.result = _result(plan) | {"notice": "看过预览之后登记又有变化，请按新的预览重新确认。"}
            upload.state = State.PREVIEWED if plan.may_be_written else State.REFUSED
            plan = None
        else:
            event = write(plan, upload.person, top, _teller(upload))
            upload.result = _result(plan) | {"event": event.number if event else None}
            upload.state = State.IMPORTED
    except WenxiaoError as fault:
        upload.state, upload.result, plan = State.REFUSED, {"refusals": [str(fault)]}, None
    upload.save(update_fields=["state", "result"])
    return plan


def _read(upload: Upload, register: Register, top: Body) -> None:
    try:
        plan = preview(register, Path(upload.stored), top, options_of(upload), _teller(upload))
    except WenxiaoError as fault:
        upload.state, upload.result = State.REFUSED, {"refusals": [str(fault)]}
    else:
        upload.state = State.PREVIEWED if plan.may_be_written else State.REFUSED
        upload.result = _result(plan)
    upload.save(update_fields=["state", "result"])


def _seen(plan: Plan) -> dict[str, Any]:
    return {"counts": plan.counts(), "event": plan.event_number, "after": plan.after_fen}


def _result(plan: Plan) -> dict[str, Any]:
    register = plan.register
    return {
        "seen": _seen(plan), "counts": plan.counts(), "sentence": plan.sentence(), "sums": plan.reconciliation(),
        "unread": plan.unread, "totals": plan.totals, "refusals": plan.refusals,
        "faults": [[f.row, f.letter, f.column, f.text, f.message] for f in plan.faults],
        "new": [[plan.numbers[k], _told(register, row)] for k, row in list(plan.new.items())[:SHOWN]],
        "changed": [
            [c.number, _told(register, c.after), [[label, _text(b), _text(a)] for label, b, a in _columns(register, c)]]
            for c in plan.changed[:SHOWN]
        ],
        "missing": [_told(register, row) for row in list(plan.missing.values())[:SHOWN]],
    }  # fmt: skip


def _columns(register: Register, change: Any) -> list[tuple[str, Any, Any]]:
    return [
        (c.label, shown(c, change.before.get(c.id)), shown(c, change.after.get(c.id)))
        for c in register.columns
        if change.before.get(c.id) != change.after.get(c.id)
    ]


def _told(register: Register, row: dict[str, Any]) -> list[str]:
    """The key, the name and the amount of a row, for the preview."""
    names = [*register.key, *([register.name] if register.name else [])]
    told = [_text(shown(register.by_id[n], row.get(n))) for n in dict.fromkeys(names)]
    amount = next((n for n in register.amount if row.get(n) is not None), None)
    return [*told, _text(shown(register.by_id[amount], row[amount]))] if amount else told


def _text(value: object) -> str:
    return "—" if value is None else str(value)


def _progress_file(upload: Upload) -> Path:
    return folder() / f"{upload.pk}.progress"


def _teller(upload: Upload) -> Callable[[str, int, int], None]:
    path = _progress_file(upload)

    def tell(what: str, done: int, total: int) -> None:
        draft = path.with_suffix(".new")
        draft.write_text(f"{what}\t{done}\t{total}", encoding="utf-8")
        draft.replace(path)

    return tell


def _start(upload: Upload, work: Callable[[], object]) -> None:
    if not settings.IMPORTS_IN_BACKGROUND:
        work()
        return

    def run() -> None:
        try:
            work()
        except Exception:  # nobody waits for this thread: what broke must be told on the page and in the log
            LOG.exception("import %s", upload.pk)
            Upload.objects.filter(pk=upload.pk).update(state=State.REFUSED, result={"refusals": [BROKEN]})
        finally:
            connection.close()

    threading.Thread(target=run, name="import").start()
