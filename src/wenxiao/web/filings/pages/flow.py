"""Steps of the workflow: the check page before sending, one step, many at once, an extension."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from wenxiao.core.calendar import show_date
from wenxiao.core.errors import WenxiaoError
from wenxiao.core.workflow.model import Transition
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.scope import holders
from wenxiao.web.filings.deadlines import due_in
from wenxiao.web.filings.pages.common import Head, get_filing, head_of
from wenxiao.web.filings.pages.lists import form_named
from wenxiao.web.filings.services import NotAllowedError, act, extend, extend_task, save, steps_for
from wenxiao.web.filings.sheet.posted import read_posted
from wenxiao.web.filings.visible import visible
from wenxiao.web.filings.waivers import standing_for
from wenxiao.web.rulebook import rulebook

MANY = 200  # filings in one batch
TOLD = 5  # refused filings that a message names


def send(request: HttpRequest, pk: object) -> HttpResponse:
    """Show what will be sent, what must be explained, who gets it and by when; keep explanations; send."""
    head = head_of(request.user, get_filing(request, pk))
    step = next((s for s in head.steps if s.kind == "forward"), None)
    if step is None or not head.editable:
        raise NotAllowedError(f"这张表现在是“{head.state.label}”，由{head.holder}办理，不在您这里。")
    fault = ""
    if request.method == "POST":
        try:
            told = {k: v for k, v in request.POST.items() if k.startswith("explain:")}
            content = read_posted(told, head.form, head.filing.working)
            head.filing = save(request.user, pk, content, read_version=_version(request))
            if "keep" not in request.POST:
                act(request.user, pk, step.id, read_version=head.filing.version)
                messages.success(request, f"“{head.filing.subject_name}”已{step.label}。")
                return redirect("filings:view", pk=pk)
            messages.success(request, "说明已保存。")
            return redirect("filings:send", pk=pk)
        except WenxiaoError as problem:
            fault = str(problem)
    standing = standing_for(head.filing, head.filing.working, day=timezone.localdate(head.filing.created_at))
    shown = {
        "head": head,
        "filing": head.filing,
        "form": head.form,
        "step": step,
        "standing": standing,
        "grave": sum(f["severity"] == "error" for f in standing.findings),
        "fault": fault,
    }
    return render(request, "filings/send.html", shown | _receiver(head, step), status=422 if fault else 200)


@require_POST
def take_step(request: HttpRequest, pk: object) -> HttpResponse:
    """Take one step with an opinion."""
    filing = get_filing(request, pk)
    step, opinion = request.POST.get("step", ""), request.POST.get("opinion", "")
    try:
        done = act(request.user, filing.pk, step, read_version=_version(request), opinion=opinion)
    except WenxiaoError as problem:
        messages.error(request, str(problem))
        return redirect("filings:view", pk=pk)
    label = rulebook().workflow_of(done.form).transitions[step].label
    messages.success(request, f"“{done.subject_name}”已办理“{label}”。")
    if visible(request.user).filter(pk=pk).exists():
        return redirect("filings:view", pk=pk)
    return redirect("home")


@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """Take the step of one kind on every ticked filing; each stands by itself, and what was refused is told."""
    kind, opinion = request.POST.get("step", ""), request.POST.get("opinion", "")
    ticked = [r.partition(":") for r in request.POST.getlist("row")][:MANY]
    versions = {key: int(version) for key, _, version in ticked if version.isdigit()}
    done, refused = 0, []
    for filing in visible(request.user).filter(pk__in=versions) if kind in {"forward", "return"} else ():
        step = next((s for s in steps_for(request.user, filing) if s.kind == kind), None)
        try:
            if step is None:
                raise NotAllowedError("现在不在您这里办理")
            act(request.user, filing.pk, step.id, read_version=versions[str(filing.pk)], opinion=opinion)
            done += 1
        except WenxiaoError as problem:
            refused.append(f"“{filing.subject_name}”：{problem}")
    _tell(request, done, refused)
    back = request.headers.get("Referer", "/")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return redirect(back if safe else "home")


@require_POST
def move_deadline(request: HttpRequest, pk: object) -> HttpResponse:
    """Extend the deadline, with the reason."""
    filing = get_filing(request, pk)
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        messages.error(request, "请选择延期后的日期，如 2021-07-31。")
        return redirect("filings:view", pk=pk)
    try:
        moved = extend(request.user, filing.pk, day, request.POST.get("opinion", ""))
        messages.success(request, f"期限已延长到{show_date(moved.due or day)}。")
    except WenxiaoError as problem:
        messages.error(request, str(problem))
    return redirect("filings:view", pk=pk)


@require_POST
def move_task(request: HttpRequest, form_id: str) -> HttpResponse:
    """Extend the deadline of a whole task: every open filing of the form in the chosen year."""
    form, opinion = form_named(form_id), request.POST.get("opinion", "")
    try:
        day = date.fromisoformat(request.POST.get("day", ""))
        moved = extend_task(request.user, form.id, request.fiscal_year, day, opinion)
        messages.success(
            request,
            f"《{form.title}》{request.fiscal_year} 年度没有办结的 {moved} 张，期限已延长到{show_date(day)}。"
            if moved
            else f"没有早于{show_date(day)}的期限，没有改动。",
        )
    except ValueError:
        messages.error(request, "请选择延期后的日期，如 2021-07-31。")
    except WenxiaoError as problem:
        messages.error(request, str(problem))
    return redirect("filings:list", form_id=form_id)


def _version(request: HttpRequest) -> int:
    told = request.POST.get("version", "")
    return int(told) if told.isdigit() else 0


def _receiver(head: Head, step: Transition) -> dict[str, object]:
    target = head.workflow.states[step.target]
    roles = rulebook().roles
    people = holders(head.filing.body, target.holder, roles) if target.holder else []
    return {
        "receiver": roles[target.holder].label if target.holder else "",
        "people": [p.get_full_name() or p.username for p in people],
        "by": due_in(head.workflow, target.id, timezone.localdate(), jurisdiction_of(head.filing.body)),
    }


def _tell(request: HttpRequest, done: int, refused: list[str]) -> None:
    if done:
        messages.success(request, f"已办理 {done} 条。")
    if refused:
        more = f" 等 {len(refused)} 条" if len(refused) > TOLD else ""
        messages.warning(request, f"没有办理：{'；'.join(refused[:TOLD])}{more}")
    if not done and not refused:
        messages.warning(request, "没有勾选要办理的条目，请勾选后再点批量按钮。")
