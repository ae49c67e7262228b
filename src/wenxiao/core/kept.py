"""Expressions that are translated for an engine once and then kept.

Translating an expression into an engine's own costs more than evaluating it on the rows of
one document. A kept expression is an ordinary Narwhals expression that remembers what it
became; it may be used on any number of frames of any engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import narwhals as nw


class Kept(nw.Expr):
    """An expression with its translations, one for each engine it met."""

    def __init__(self, expr: nw.Expr) -> None:
        """Keep ``expr``; name it before (``alias``), a method called on a kept one gives a plain one."""
        super().__init__(*expr._nodes)
        self._translations: dict[type, Any] = {}

    def _to_compliant_expr(self, ns: Any) -> Any:
        # An engine's expression does not depend on the frame, so its first translation serves all.
        told = self._translations.get(type(ns))
        if told is None:
            told = self._translations[type(ns)] = super()._to_compliant_expr(ns)
        return told

    def _append_node(self, node: Any) -> Any:
        return nw.Expr(*self._nodes, node)


def kept(exprs: Mapping[str, nw.Expr]) -> list[Kept]:
    """Give expressions under their names, each translated once per engine."""
    return [Kept(expr.alias(name)) for name, expr in exprs.items()]
