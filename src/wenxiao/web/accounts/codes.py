"""The codes by which the national standard names bodies: department 3 digits, 3 more for every level below."""

from __future__ import annotations

from wenxiao.web.accounts.models import Body


def agency_codes(top: Body) -> dict[str, Body]:
    """Give the bodies at and below ``top`` by their full code: 361 and 001 below it is 361001."""
    bodies = list(Body.objects.filter(path__startswith=top.path))
    above = dict(Body.objects.filter(kind=Body.Kind.JURISDICTION).values_list("path", "code"))
    found: dict[str, Body] = {}
    for body in bodies:
        start = max((p for p in above if body.path.startswith(p)), key=len, default="")
        found[above[body.path] if body.path in above else full_code(body.path[len(start) :])] = body
    return found


def full_code(path: str) -> str:
    """Give the full code of a path below a jurisdiction; a part that repeats what is above it stands as it is."""
    code = ""
    for part in path.rstrip("/").split("/"):
        code = part if part.startswith(code) else code + part
    return code


def jurisdiction_of(body: Body) -> str:
    """Give the code of the jurisdiction in which a body stands; its own code when it stands in none."""
    found = body.above(Body.Kind.JURISDICTION)
    return (found or body).code
