"""What the search box finds here: rules, parameters, documents and guides of the person's place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from wenxiao.core.place import Place
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.scope import appointments
from wenxiao.web.rulebook import rulebook
from wenxiao.web.ui.search import Finder, Found, Hit, matching

Entries = Callable[[Place], Iterable[tuple[Hit, tuple[object, ...]]]]


def _over(entries: Entries) -> Callable[[HttpRequest, list[str]], Found]:
    def find(request: HttpRequest, words: list[str]) -> Found:
        held = appointments(request.user)  # type: ignore[arg-type]
        place = rulebook().catalog.place(jurisdiction_of(held[0].body) if held else "cn")
        hits = [hit for hit, texts in entries(place) if matching(words, *texts)]
        hits.sort(key=lambda hit: not matching(words, hit.words))  # in the name first
        return Found(hits, len(hits))

    return find


def _rules(place: Place) -> Any:
    for r in place.rules.values():
        yield Hit(r.title, r.hint, reverse("library_rule", args=(r.id,))), (r.title, r.id, r.summary, r.hint)


def _parameters(place: Place) -> Any:
    for p in place.parameters.values():
        yield Hit(p.label, p.name, reverse("library_parameter", args=(p.name,))), (p.label, p.name, p.help)


def _sources(_: Place) -> Any:
    for s in rulebook().catalog.sources.values():
        note = "，".join(part for part in (s.number, s.issuer) if part)
        yield (
            Hit(s.title, note, reverse("library_source", args=(s.id,))),
            (s.title, s.number, s.issuer, s.note),
        )


def _guides(place: Place) -> Any:
    for w in rulebook().workflows.values():
        forms = "、".join(place.forms[f].title for f in w.forms if f in place.forms)
        yield Hit(w.title, forms, reverse("library_guide", args=(w.id,))), (w.title, forms)


FINDERS = [
    Finder("rules", "规则", _over(_rules), rank=61),
    Finder("parameters", "参数", _over(_parameters), rank=62), Finder("sources", "制度文件", _over(_sources), rank=63),
    Finder("guides", "办理指引", _over(_guides), rank=64),
]  # fmt: skip
