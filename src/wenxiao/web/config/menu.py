"""The navigation of one person: only what the person's roles act on or read, with the open page marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from wenxiao.core.registers.model import Register
from wenxiao.core.registers.reading import registers_of
from wenxiao.core.workflow.model import Role
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.models import User
from wenxiao.web.accounts.scope import appointments, roles_of
from wenxiao.web.config.navigation import HEADINGS, OTHERS, Heading, Page
from wenxiao.web.filings.visible import WIDER, visible
from wenxiao.web.rulebook import rulebook

Link = tuple[str, str]


@dataclass(frozen=True)
class Group:
    """A heading as shown: its links as (words, address, whether the page is this one), open when one is."""

    label: str
    links: list[tuple[str, str, bool]]
    open: bool


def menu(request: HttpRequest) -> list[Group]:
    """Give the headings that hold anything for the person; the one with the open page stands open."""
    listed = [(heading.label, links) for heading, links in _headings(request) if links]
    here = _here(request.path, (url for _, links in listed for _, url in links))
    groups = [
        Group(
            label, [(words, url, url == here) for words, url in links], any(url == here for _, url in links)
        )
        for label, links in listed
    ]
    if groups and not any(group.open for group in groups):
        groups[0] = Group(groups[0].label, groups[0].links, open=True)
    return groups


def forms_for(user: User) -> set[str]:
    """Give the forms the person acts on, reads by role, or finds at least one finished filing of."""
    known = rulebook().roles
    held = [known[role] for role in roles_of(user) if role in known]
    found: set[str] = set()
    rarely: set[str] = set()
    for workflow in rulebook().workflows.values():
        acting = {s.holder for s in workflow.states.values()} | {
            r for t in workflow.transitions.values() for r in t.roles
        }
        writer = known[workflow.initial.holder or ""]
        if any(role.id in acting or _reads(role, writer) for role in held):
            found |= set(workflow.forms)
        elif any(_is_reader(role) for role in held):
            rarely |= set(workflow.forms)
    if rarely:  # written above the person, read when finished: listed once there is one
        found |= set(
            visible(user).filter(form__in=rarely).order_by().values_list("form", flat=True).distinct()
        )
    return found


def _headings(request: HttpRequest) -> Iterator[tuple[Heading, list[Link]]]:
    user: User = request.user  # type: ignore[assignment]
    held = roles_of(user)
    places = appointments(user)
    code = jurisdiction_of(places[0].body) if places else "cn"
    registers = registers_of(rulebook().catalog, code)
    reader = any(_is_reader(rulebook().roles[r]) for r in held if r in rulebook().roles)
    mine = forms_for(user)
    forms = [f for f in rulebook().catalog.place("cn").forms.values() if f.id in mine]
    taken = frozenset[str]().union(*(heading.stages for heading in HEADINGS))
    for heading in (*HEADINGS, Heading(OTHERS, stages=frozenset(f.stage for f in forms) - taken)):
        links = [
            (page.label, page.url) for page in heading.pages if _sees(page, held, registers, reader=reader)
        ]
        links += [
            (register.title, reverse("register_list", args=(register.id,)))
            for register in _registers(heading, registers.values(), held, reader=reader)
        ]
        links += [
            (f.title, reverse("filings:list", args=(f.id,))) for f in forms if f.stage in heading.stages
        ]
        yield heading, links


def _registers(
    heading: Heading, registers: Iterable[Register], held: set[str], *, reader: bool
) -> list[Register]:
    if heading.registers == "rows":
        return [r for r in registers if reader and r.kept_in == "rows"]
    if heading.registers == "kept":
        return [r for r in registers if r.kept_in != "rows" and held & set(r.imported_by)]
    return []


def _sees(page: Page, held: set[str], registers: dict[str, Register], *, reader: bool) -> bool:
    if page.keeps:
        return bool(held & set(registers[page.keeps].imported_by))
    if page.roles:
        return bool(held & page.roles)
    return reader or page.who == "everyone"


def _is_reader(role: Role) -> bool:
    return role.scope not in {"none", "assigned"}


def _reads(role: Role, writer: Role) -> bool:
    """Tell whether a role reads what ``writer`` hands in: it sees at least as far."""
    return _is_reader(role) and WIDER.index(role.scope) >= WIDER.index(writer.scope)


def _here(path: str, addresses: Iterable[str]) -> str:
    """Give the address that the page belongs to: the longest that begins its path; some only match themselves."""
    alone = {"/", reverse("filings:every")}
    return max(
        (a for a in addresses if path == a or (a not in alone and path.startswith(a))), key=len, default=""
    )
