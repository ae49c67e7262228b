"""The start page is made of blocks; the rulebook says which a role begins with (``roles.yaml``, ``start``).

A block is a function here and a template of the same name; a later stage adds both, and a role names it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wenxiao.web.accounts.scope import appointments
from wenxiao.web.boards import bureau, filers, keepers
from wenxiao.web.boards.answers import Asked
from wenxiao.web.rulebook import rulebook

Maker = Callable[[Asked], dict[str, Any]]
BLOCKS: dict[str, Maker] = {
    "returned": filers.returned_to_me, "due": filers.drafts, "unfiled": filers.unfiled, "review": filers.review, "sent": filers.sent,
    "departments": bureau.departments, "figures": bureau.figures, "board": bureau.board, "brief": bureau.brief, "assigned": filers.assigned,
    "people": keepers.people, "security": keepers.security, "trail": keepers.trail,
}  # fmt: skip


@dataclass(frozen=True)
class Block:
    """One block to show: its template and what it says."""

    name: str
    told: dict[str, Any]

    @property
    def template(self) -> str:
        """Give the template."""
        return f"boards/blocks/{self.name}.html"


def blocks_for(asked: Asked) -> list[Block]:
    """Give the blocks of all roles the person holds, each once, in the order of the roles."""
    known = rulebook().roles
    names = [name for a in appointments(asked.user) if a.role in known for name in known[a.role].start]
    return [Block(name, BLOCKS[name](asked)) for name in dict.fromkeys(names) if name in BLOCKS]
