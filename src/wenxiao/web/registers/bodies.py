"""The register of bodies: the tree of jurisdiction, departments and units, filled by import."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from wenxiao.core.registers.check import Checked, Row
from wenxiao.web.accounts.models import Body, User
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.registers.plan import Plan, compare
from wenxiao.web.rulebook import rulebook

KINDS = {kind.label: kind for kind in Body.Kind}
ABOVE = {
    Body.Kind.JURISDICTION: (Body.Kind.JURISDICTION,),
    Body.Kind.DEPARTMENT: (Body.Kind.JURISDICTION,),
    Body.Kind.UNIT: (Body.Kind.DEPARTMENT, Body.Kind.UNIT),
}


def fill(plan: Plan, checked: Checked, known: Mapping[str, Body]) -> None:
    """Complete a plan: compare with the tree, and demand that every body hangs where its kind belongs."""
    codes = {body.pk: code for code, body in known.items()}
    stored: dict[str, Row] = {}
    for code, body in known.items():
        told = {
            "code": code,
            "name": body.name,
            "kind": Body.Kind(body.kind).label,
            "parent": codes.get(body.parent_id),
        }
        stored[code] = {k: v for k, v in told.items() if v is not None}
    compare(plan, checked.rows, checked.numbers, stored)
    kinds = {code: body.kind for code, body in known.items()}
    kinds |= {row["code"]: KINDS[row["kind"]] for row in checked.rows}
    tops = _tops(known)
    for row, number in zip(checked.rows, checked.numbers, strict=True):
        message = _misplaced(row, kinds, stored.get(row["code"]), is_top=row["code"] in tops)
        if message:
            plan.add_fault(number, "parent", row.get("parent"), message)


def _tops(known: Mapping[str, Body]) -> set[str]:
    pks = {body.pk for body in known.values()}
    return {code for code, body in known.items() if body.parent_id not in pks}


def _misplaced(row: Row, kinds: Mapping[str, str], before: Row | None, *, is_top: object) -> str | None:
    kind, parent = KINDS[row["kind"]], row.get("parent")
    if parent is None:
        return None if is_top else f"没有填；{kind.label}须写上级机构代码，请补上。"
    if before is not None and (before["kind"] != row["kind"] or before.get("parent") != parent):
        return (
            f"写的是“{parent}”，与已登记的上级（{before.get('parent') or '无'}）或类型（{before['kind']}）不同；"
            "机构不能在导入时换类型或上级，请核对，机构改革的另立新代码。"
        )
    if parent not in kinds:
        return f"写的是“{parent}”，机构登记和这个文件里都没有它；请核对，或把上级机构也写进文件。"
    if kinds[parent] not in ABOVE[kind]:
        wanted = "或".join(Body.Kind(k).label for k in ABOVE[kind])
        return f"写的是“{parent}”，它是{Body.Kind(kinds[parent]).label}；{kind.label}的上级须是{wanted}，请改正。"
    return None


def write(plan: Plan, user: User | None, top: Body, opinion: str = "") -> Event | None:
    """Write a plan of bodies with its event, parents before children."""
    from wenxiao.web.accounts.codes import agency_codes

    if plan.does_nothing:
        return None
    with recording():
        known = agency_codes(top)
        for change in plan.changed:
            Body.objects.filter(pk=known[change.key].pk).update(name=change.after["name"])
        todo = dict(plan.new)
        while todo:
            ready = [row for row in todo.values() if row.get("parent") in known]
            for row in ready:
                del todo[row["code"]]
                kind = KINDS[row["kind"]]
                known[row["code"]] = Body.objects.create(
                    code=row["code"], name=row["name"], kind=kind, parent=known[row["parent"]]
                )
            if not ready:  # only a circle of parents is left
                raise ValueError(sorted(todo))
        content = {
            "file": plan.file, "file_digest": plan.digest, "counts": plan.counts(), "new": list(plan.new.values()),
            "changed": [{"before": c.before, "after": c.after} for c in plan.changed],
        }  # fmt: skip
        return append(
            Event(
                about=f"bodies/{plan.jurisdiction}", actor=user, act="import", at=timezone.now(), opinion=opinion,
                content=content, rulebook=rulebook().catalog.version,
            )
        )  # fmt: skip
