"""Pages that read a parameter: an application says so when it starts, and the parameter's page links to it."""

from __future__ import annotations

from collections.abc import Iterable

_READERS: dict[str, list[tuple[str, str]]] = {}


def reads(label: str, address: str, parameters: Iterable[str]) -> None:
    """Note that the page ``label`` (its address by name) reads parameters."""
    for name in parameters:
        _READERS.setdefault(name, []).append((label, address))


def readers_of(parameter: str) -> list[tuple[str, str]]:
    """Give the pages that read a parameter as (label, address by name)."""
    return list(dict.fromkeys(_READERS.get(parameter, ())))
