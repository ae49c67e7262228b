"""Filings of the example district where they would stand in mid-year: most adopted, some on every desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from itertools import pairwise
from zlib import crc32

from django.utils import timezone

from wenxiao.core.documents import Json, document_id
from wenxiao.core.workflow.explore import path_to
from wenxiao.core.workflow.model import Workflow
from wenxiao.web.accounts.models import Body
from wenxiao.web.filings.bulk import CREATE, History, Stand, Step, stands, store
from wenxiao.web.filings.models import Filing
from wenxiao.web.rulebook import rulebook
from wenxiao.web.seed.tree import Tree

FINISHED_SHARE = 82  # of 100 sound filings; the others are spread over the desks, returned ones and drafts
RECENT_DAYS = 18  # open ones came to their desk within these days: some are due, a few overdue
SPELL_DAYS = 2  # between two steps of an open one
EXPLAINED = "已核对，情况属实（示例说明）。"
OPINION = "绩效指标未完全覆盖主要支出内容，请补充后重新提交。"


def file_documents(tree: Tree, contents: Sequence[Json]) -> list[Filing]:
    """Store the documents that have a workflow, each with the acts that brought it to its state."""
    known = {form for workflow in rulebook().workflows.values() for form in workflow.forms}
    wanted: dict[str, Json] = {}
    for content in contents:
        if content["form"] in known:
            wanted.setdefault(document_id(content), content)
    told = [content for content in wanted.values() if _body(tree, content) is not None]
    explained = [_explain(content, stand) for content, stand in zip(told, stands(told), strict=True)]
    return store([_history(tree, content, stand) for content, stand in explained])


def _body(tree: Tree, content: Json) -> Body | None:
    subject = content.get("subject") or {}
    department = content.get("department") or (
        subject.get("name") if subject.get("kind") == "department" else None
    )
    return tree.unit_of(department or "", content.get("unit"))


def _explain(content: Json, stand: Stand) -> tuple[Json, Stand]:
    """Give sound documents the explanations that their warnings need; about one in seven is left without."""
    luck = crc32(document_id(content).encode()) % 7
    if stand.errors or not stand.to_explain or luck == 0:
        return content, stand
    explained = dict.fromkeys(stand.to_explain, EXPLAINED)
    return {**content, "explanations": explained}, Stand(0, (), stand.amount_fen)


def _history(tree: Tree, content: Json, stand: Stand) -> History:
    workflow = rulebook().workflow_of(content["form"])
    body = _body(tree, content)
    key = document_id(content)
    state = _state(workflow, key, sound=not stand.errors and not stand.to_explain)
    way = path_to(workflow, state) or []
    moments = _moments(
        key,
        len(way) + 1,
        finished=workflow.states[state].final,
        year=int(content["fiscal_year"]),
        form=content["form"],
    )
    steps = [Step(CREATE, tree.actor(workflow.initial.holder or "", body), moments[0])]
    for name, at in zip(way, moments[1:], strict=True):
        taken = workflow.transitions[name]
        steps.append(
            Step(name, tree.actor(taken.roles[0], body), at, OPINION if "opinion" in taken.requires else "")
        )
    return History(body, content, steps)


def _state(workflow: Workflow, key: str, *, sound: bool) -> str:
    """Choose where a filing stands: an unsound one is still a draft; of the sound, most are through."""
    if not sound:
        return workflow.initial.id
    luck = crc32(key.encode()) // 7 % 100
    if luck < FINISHED_SHARE:
        return workflow.success
    open_states = [s.id for s in workflow.states.values() if not s.final]
    return open_states[luck % len(open_states)]


def _moments(key: str, number: int, *, finished: bool, year: int, form: str) -> list[datetime]:
    """Give working times in order: finished ones lie in the season of their form, open ones in the last days."""
    luck = crc32(f"when{key}".encode())
    if finished:
        first = datetime(year, 3, 1) if "self_evaluation" in form else datetime(year - 1, 9, 1)
        if "self_evaluation" in form:
            first = first.replace(year=year + 1)
        start, step = first + timedelta(days=luck % 25), timedelta(days=3 + luck % 4)
    else:
        step = timedelta(days=SPELL_DAYS)
        start = timezone.localtime().replace(tzinfo=None) - step * number - timedelta(days=luck % RECENT_DAYS)
    days = [
        datetime.combine((start + step * n).date(), time(9 + (luck + n) % 8, luck // 60 % 60))
        for n in range(number)
    ]
    zone = timezone.get_current_timezone()
    now = timezone.now()
    given = [min(day.replace(tzinfo=zone), now) for day in days]
    assert all(a <= b for a, b in pairwise(given)), key  # noqa: S101 - a history goes forward
    return given
