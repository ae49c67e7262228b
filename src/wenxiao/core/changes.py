"""What changed from one JSON document to another, as short as it can be told, and the way back."""

from __future__ import annotations

import copy
from typing import Any

from wenxiao.core.documents import Json

Change = list[Any]  # [path] where something went, [path, value] where something came or changed


def changes(before: Json, after: Json) -> list[Change]:
    """Give the changes that make ``after`` of ``before``; lists of another length are told whole."""
    return _changes(before, after, [])


def applied(before: Json, told: list[Change]) -> Json:
    """Give the document that the changes make of ``before``, which stays as it is."""
    after = copy.deepcopy(before)
    for change in told:
        *way, last = change[0]
        place: Any = after
        for step in way:
            place = place[step]
        if len(change) == 1:
            del place[last]
        else:
            place[last] = copy.deepcopy(change[1])
    return after


def _changes(before: Any, after: Any, path: list[Any]) -> list[Change]:
    if isinstance(before, dict) and isinstance(after, dict):
        gone: list[Change] = [[[*path, key]] for key in before if key not in after]
        came: list[Change] = [[[*path, key], after[key]] for key in after if key not in before]
        both = (key for key in before if key in after)
        return gone + came + [c for key in both for c in _changes(before[key], after[key], [*path, key])]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = enumerate(zip(before, after, strict=True))
        return [c for number, (a, b) in pairs for c in _changes(a, b, [*path, number])]
    same = type(before) is type(after) and before == after
    return [] if same else [[path, after]]
