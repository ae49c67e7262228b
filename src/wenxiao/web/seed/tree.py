"""Bodies and people of the example district, from its project lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from zlib import crc32

from django.utils import timezone

from wenxiao.core.documents import Json
from wenxiao.web.accounts.models import Appointment, Body, User
from wenxiao.web.journal.chain import append
from wenxiao.web.journal.guard import recording
from wenxiao.web.journal.models import Event
from wenxiao.web.rulebook import rulebook

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜"
GIVEN = ("敏", "志强", "晓梅", "建国", "丽华", "海涛", "文静", "立新", "春燕", "国栋", "雅琴", "永明")
NOBODY = "!"  # no password fits: these people are only names in the trail


@dataclass
class Tree:
    """The district: its body, departments by name, units by (department, name), and who acts where."""

    district: Body
    departments: dict[str, Body] = field(default_factory=dict)
    units: dict[tuple[str, str], Body] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)  # full code of each body
    actors: dict[tuple[str, int], User] = field(default_factory=dict)

    def unit_of(self, department: str, unit: str | None) -> Body | None:
        """Give the unit of a department by name; the department's first one when the name is not known."""
        found = self.units.get((department, unit or ""))
        return found or next((b for (d, _), b in self.units.items() if d == department), None)

    def actor(self, role: str, body: Body) -> User:
        """Give who acts in a role for something of a body."""
        place: Body | None = body
        while place is not None:
            if (role, place.pk) in self.actors:
                return self.actors[role, place.pk]
            place = place.parent
        raise KeyError(role)


def make_tree(code: str, lists: Iterable[Json]) -> Tree:
    """Make bodies and people, with one event."""
    name = rulebook().catalog.place(code).name
    with recording():
        tree = Tree(Body.objects.create(code=code, name=name, kind=Body.Kind.JURISDICTION))
        tree.codes[tree.district.pk] = code
        told = [(d["subject"]["code"], d["subject"]["name"], d) for d in lists]
        made = [
            Body(
                code=c,
                name=n,
                kind=Body.Kind.DEPARTMENT,
                parent=tree.district,
                path=f"{tree.district.path}{c}/",
            )
            for c, n, _ in told
        ]
        tree.departments = {b.name: b for b in Body.objects.bulk_create(made)}
        units = [_units(tree.departments[n], c, d) for c, n, d in told]
        for body in Body.objects.bulk_create([u for group in units for u in group]):
            tree.units[body.parent.name, body.name] = body
            tree.codes[body.pk] = body.code
        tree.codes |= {b.pk: b.code for b in tree.departments.values()}
        _people(tree)
        content = {"departments": len(tree.departments), "units": len(tree.units), "people": len(tree.actors)}
        append(
            Event(
                about=f"bodies/{code}", act="seed", at=timezone.now(), content=content, opinion="示例区",
                rulebook=rulebook().catalog.version,
            )
        )  # fmt: skip
    return tree


def _units(department: Body, code: str, listed: Json) -> list[Body]:
    names = dict.fromkeys(item["unit"] for item in listed.get("items") or () if item.get("unit"))
    return [
        Body(code=f"{code}{n:03d}", name=name, kind=Body.Kind.UNIT, parent=department, path=f"{department.path}{code}{n:03d}/")
        for n, name in enumerate(names or {department.name: None}, start=1)
    ]  # fmt: skip


def person_name(key: str) -> str:
    """Give a fictional name, always the same for the same key."""
    number = crc32(key.encode())
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number // 97 % len(GIVEN)]


def _people(tree: Tree) -> None:
    """Make one person for each role of the workflows at each body where it is held."""
    roles = rulebook().roles
    held = {s.holder for w in rulebook().workflows.values() for s in w.states.values()}
    held |= {r for w in rulebook().workflows.values() for t in w.transitions.values() for r in t.roles}
    where = {"unit": list(tree.units.values()), "department": list(tree.departments.values())}
    places = [
        (role.id, body)
        for role in roles.values()
        if role.id in held
        for body in where.get(role.scope, [tree.district])
    ]
    users = [
        User(
            username=f"{role}-{tree.codes[body.pk]}",
            first_name=person_name(f"{role}{body.path}"),
            password=NOBODY,
        )
        for role, body in places
    ]
    stored = User.objects.bulk_create(users)
    Appointment.objects.bulk_create(
        Appointment(user=user, role=role, body=body)
        for user, (role, body) in zip(stored, places, strict=True)
    )
    tree.actors = {(role, body.pk): user for user, (role, body) in zip(stored, places, strict=True)}
