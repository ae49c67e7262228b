"""A file from a browser on its way into a register: read in the background, previewed, written when confirmed.

The work runs in a thread of its own, so that the page answers at once and shows how far it is;
how far is told in a small file, since the database tells nothing before the transaction ends.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils import timezone

from wenxiao.core.errors import WenxiaoError
from wenxiao.core.registers.model import Register
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.registers.importing import Options, preview, write
from wenxiao.web.registers.models import Upload
from wenxiao.web.registers.plan import SHOWN, Plan
from wenxiao.web.registers.shown import shown

BEAT, DEAD_AFTER = 2.0, 30.0  # seconds
INTERRUPTED = (
    "服务中断了，这个文件没有办完；写入是一次完成的，不会只进一半。点“重新开始”再读一次，"
    "已经写入的会显示为没有变化。"
)
LOG = logging.getLogger(__name__)
State = Upload.State
BUSY = {State.READING, State.IMPORTING}
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


def fail_if_dead(upload: Upload) -> None:
    """Say honestly that an upload is no longer worked on: whoever works on one touches its file every few seconds."""
    if upload.state not in BUSY:
        return
    try:
        silent_for = time.time() - _alive_file(upload).stat().st_mtime
    except FileNotFoundError:
        silent_for = (timezone.now() - upload.at).total_seconds()
    if silent_for < DEAD_AFTER:
        return
    result = {"refusals": [INTERRUPTED], "interrupted": True}
    if Upload.objects.filter(pk=upload.pk, state=upload.state).update(state=State.REFUSED, result=result):
        upload.state, upload.result = State.REFUSED, result
    else:
        upload.refresh_from_db()


def restart(upload: Upload, register: Register, top: Body) -> None:
    """Read an interrupted file again. WenxiaoError when it is not interrupted or the file is gone."""
    if not upload.result.get("interrupted"):
        raise WenxiaoError(f"这个文件现在是“{upload.get_state_display()}”，不用重新开始。")
    if not Path(upload.stored).is_file():
        raise WenxiaoError("上传的文件已经不在了，请重新上传。")
    upload.state, upload.result = State.READING, {}
    upload.save(update_fields=["state", "result"])
    _start(upload, lambda: _read(upload, register, top))


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
        "removed": [_told(register, row) for row in list(plan.removed.values())[:SHOWN]],
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


def _alive_file(upload: Upload) -> Path:
    return folder() / f"{upload.pk}.alive"


@contextmanager
def _beating(upload: Upload) -> Iterator[None]:
    """Touch the upload's file while the work goes on; when the process dies, so does the beat."""
    path, done = _alive_file(upload), threading.Event()
    path.touch()

    def beat() -> None:
        while not done.wait(BEAT):
            path.touch()

    beater = threading.Thread(target=beat, name="import-beat", daemon=True)
    beater.start()
    try:
        yield
    finally:
        done.set()
        beater.join()
        path.unlink(missing_ok=True)


def _start(upload: Upload, work: Callable[[], object]) -> None:
    _alive_file(upload).touch()
    if not settings.IMPORTS_IN_BACKGROUND:
        with _beating(upload):
            work()
        return

    def run() -> None:
        try:
            with _beating(upload):
                work()
        except Exception:  # nobody waits for this thread: what broke must be told on the page and in the log
            LOG.exception("import %s", upload.pk)
            Upload.objects.filter(pk=upload.pk).update(state=State.REFUSED, result={"refusals": [BROKEN]})
        finally:
            connection.close()

    threading.Thread(target=run, name="import").start()
