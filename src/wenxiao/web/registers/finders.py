"""What the search box finds here: rows of every register that names what it holds, in the chosen year."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from wenxiao.core.registers.model import Register
from wenxiao.core.registers.reading import registers_of
from wenxiao.web.registers.lists import listing
from wenxiao.web.registers.views import registers_here
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.search import Finder, Found, Hit, found_in


def rows(register: str, request: HttpRequest, words: list[str]) -> Found:
    """Find rows of one register by name or key."""
    told = registers_here(request).get(register)
    if told is None:
        return Found((), 0)
    return found_in(
        listing(request, told), "words", words, reverse("register_list", args=(told.id,)), partial(_hit, told)
    )


def _hit(register: Register, row: Any) -> Hit:
    year = f"{row.fiscal_year} 年度，" if row.fiscal_year else ""
    return Hit(row.name or row.key, f"{row.project or row.key}，{year}{row.body.name}",
               reverse("register_row", args=(register.id, row.pk)))  # fmt: skip


def _things() -> dict[str, Register]:
    """Give the registers of all places that hold things; where the name is the project's, it is found there already."""
    catalog = rulebook().catalog
    told = {r.id: r for code in catalog.layers for r in registers_of(catalog, code).values()}
    return {name: r for name, r in told.items() if r.kept_in == "rows" and r.name == "name"}


FINDERS = [
    Finder(f"register-{name}", r.title, partial(rows, name), rank=10 if name == "projects" else 50)
    for name, r in _things().items()
]
