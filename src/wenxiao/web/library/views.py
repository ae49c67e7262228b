"""Pages of the library. Nothing is kept here: every page is the rulebook's own text of this moment."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from wenxiao.core.calendar import Clock
from wenxiao.core.forms.model import Form
from wenxiao.core.parameters import Parameter, Value
from wenxiao.core.place import Place
from wenxiao.core.sources import STATUS_LABEL, Basis, Source
from wenxiao.core.uses import Thing, parameters_of_rule, users_of_parameter, users_of_source
from wenxiao.core.workflow.model import CHECK_LABEL
from wenxiao.web.accounts.codes import jurisdiction_of
from wenxiao.web.accounts.scope import appointments
from wenxiao.web.library.readers import readers_of
from wenxiao.web.rulebook import rulebook

KINDS = {
    "rule": "规则", "parameter": "参数", "form": "表单", "framework": "评价指标体系", "indicator": "指标", "figure": "报告的数",
    "scoring": "计分",
}  # fmt: skip
LEVELS = {
    "law": "法律法规",
    "measure": "办法",
    "guide": "指引",
    "standard": "标准",
    "report": "报告",
    "practice": "做法",
}
CONFIDENCE = {"high": "高", "medium": "中", "low": "低"}
KNOWN = {"seen": "见过公开文本", "memory": "凭行业常识，待与原文核对"}
SEVERITY = {"error": "必改", "warning": "须说明", "notice": "提示"}
FORCE = {"in": ("good", "现行"), "repealed": ("none", "已废止"), "unknown": ("watch", "生效日期不详")}


def sources(request: HttpRequest) -> HttpResponse:
    """List the documents, those with the words asked for."""
    words = request.GET.get("q", "").strip()
    found = [
        s for s in rulebook().catalog.sources.values() if _has(words, s.title, s.number, s.issuer, s.note)
    ]
    lines = [
        (s, LEVELS[s.level], FORCE[_force(s)])
        for s in sorted(found, key=lambda s: (s.issued is None, s.issued, s.title))
    ]
    return render(request, "library/sources.html", {"lines": lines, "words": words})


def source(request: HttpRequest, name: str) -> HttpResponse:
    """Show one document as far as it is known, and everything that rests on it."""
    found = rulebook().catalog.sources.get(name)
    if found is None:
        raise Http404
    users = [_thing(t) for t in users_of_source(name, _place(request))]
    marks = {
        "level": LEVELS[found.level],
        "known": KNOWN[found.known],
        "confidence": CONFIDENCE[found.confidence],
    }
    return render(
        request,
        "library/source.html",
        {
            "source": found, "users": users, "force": FORCE[_force(found)], **marks,
            "mentioned": _mentioning(found), "values": _values_of(name, _place(request)),
        },
    )  # fmt: skip


def parameters(request: HttpRequest) -> HttpResponse:
    """List the parameters with the value that counts now in the person's place."""
    words = request.GET.get("q", "").strip()
    place, clock = _place(request), _clock(request)
    found = [p for p in place.parameters.values() if _has(words, p.name, p.label, p.help)]
    lines = [(p, *_now(p, clock)) for p in found]
    return render(request, "library/parameters.html", {"lines": lines, "words": words, "place": place})


def parameter(request: HttpRequest, name: str) -> HttpResponse:
    """Show one parameter: every value it has had, on what it rests, and what it affects."""
    place = _place(request)
    if name not in place.parameters:
        raise Http404
    found = place.parameters[name]
    value, note = _now(found, _clock(request))
    history = [
        (v, _basis(v.basis), STATUS_LABEL[v.status], found.is_off(v), v is value)
        for v in reversed(found.values)
    ]
    users = [_thing(t) for t in users_of_parameter(name, place)]
    users += [("页面", label, reverse(address)) for label, address in readers_of(name)]
    return render(
        request,
        "library/parameter.html",
        {"told": found, "history": history, "users": users, "note": note, "place": place},
    )


def rule(request: HttpRequest, name: str) -> HttpResponse:
    """Show one rule: what it looks for, why, on what it rests, which parameters it reads."""
    place = _place(request)
    if name not in place.rules:
        raise Http404
    found = place.rules[name]
    reads = [_thing(t) for t in parameters_of_rule(found, place)]
    return render(
        request, "library/rule.html",
        {"rule": found, "severity": SEVERITY[found.severity], "bases": [_basis(b) for b in found.basis], "reads": reads},
    )  # fmt: skip


def guides(request: HttpRequest) -> HttpResponse:
    """List the workflows, each with its guide."""
    forms = _place(request).forms
    lines = [(w, [forms[f].title for f in w.forms if f in forms]) for w in rulebook().workflows.values()]
    return render(request, "library/guides.html", {"lines": lines})


def guide(request: HttpRequest, name: str) -> HttpResponse:
    """Show how each step of a workflow is done: who, from where to where, what it takes, in how many days."""
    found = rulebook().workflows.get(name)
    if found is None:
        raise Http404
    roles, forms = rulebook().roles, _place(request).forms
    steps = [
        {
            "label": t.label, "from": "、".join(found.states[s].label for s in t.sources), "to": found.states[t.target].label,
            "who": "、".join(roles[r].label for r in t.roles), "takes": [CHECK_LABEL[c] for c in t.requires], "days": t.days,
        }
        for t in found.transitions.values()
    ]  # fmt: skip
    told = [forms[f] for f in found.forms if f in forms]
    return render(
        request,
        "library/guide.html",
        {
            "workflow": found,
            "steps": steps,
            "bases": [_basis(b) for b in found.basis],
            "forms": [(f, [_basis(b) for b in f.basis], _versions(f)) for f in told],
        },
    )


def _place(request: HttpRequest) -> Place:
    held = appointments(request.user)  # type: ignore[arg-type]
    return rulebook().catalog.place(jurisdiction_of(held[0].body) if held else "cn")


def _clock(request: HttpRequest) -> Clock:
    return Clock(request.fiscal_year, timezone.localdate())  # type: ignore[attr-defined]


def _now(told: Parameter, clock: Clock) -> tuple[Value | None, str]:
    """Give the value that counts, or why none does."""
    value = told.in_force(clock.date_for(told.keyed_by))
    if not told.values:
        return None, "国家没有统一取值，须由本地规则库规定。"
    if value is None:
        return None, "现在没有取值。"
    if told.is_off(value):
        return None, "有建议值（见历次取值），会影响分数、等级或资金，本地采用后才生效。"
    return value, ""


def _force(told: Source) -> str:
    if told.repealed and told.repealed <= timezone.localdate():
        return "repealed"
    return "in" if told.in_force or told.issued else "unknown"


def _versions(form: Form) -> list[tuple[Any, list[tuple[str, str]]]]:
    """Give the later versions of a form with their bases, the newest first."""
    return [(version, [_basis(b) for b in version.basis]) for version in reversed(form.versions)]


def _mentioning(told: Source) -> list[Source]:
    """Give the documents whose note names this one: what it replaces, and what replaced it."""
    others = [s for s in rulebook().catalog.sources.values() if s.id != told.id]
    return [
        s for s in others
        if (told.number and told.number in (s.note or "")) or (s.number and s.number in (told.note or ""))
    ]  # fmt: skip


def _values_of(source: str, place: Place) -> list[tuple[Value, Parameter, str]]:
    """Give every value that rests on a document, in force or past, the newest first."""
    found = [
        (value, told, STATUS_LABEL[value.status])
        for told in place.parameters.values()
        for value in told.values
        if Basis.parse(value.basis).source == source
    ]
    return sorted(found, key=lambda entry: (entry[0].since, entry[1].name), reverse=True)


def _basis(basis: str) -> tuple[str, str]:
    name = Basis.parse(basis).source
    address = reverse("library_source", args=(name,)) if name in rulebook().catalog.sources else ""
    return rulebook().catalog.cite(basis), address


def _thing(told: Thing) -> tuple[str, str, str]:
    """Give the kind in words, the label and the address of something of the rulebook."""
    pages = {"rule": "library_rule", "parameter": "library_parameter", "indicator": "indicator_card"}
    address = reverse(pages[told.kind], args=(told.id,)) if told.kind in pages else ""
    return KINDS.get(told.kind, told.kind), told.label, address


def _has(words: str, *texts: Any) -> bool:
    return all(any(word in str(text or "") for text in texts) for word in words.split())
