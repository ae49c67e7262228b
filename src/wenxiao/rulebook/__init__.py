"""规则库: law, parameters, forms and rules as dated data, loaded into one catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from wenxiao.core.catalog import Catalog

ROOT = Path(__file__).parent


@lru_cache(maxsize=8)
def _load(overlays: tuple[Path, ...], *, allow_code: bool) -> Catalog:
    return Catalog.load(ROOT, overlays, allow_code=allow_code)


def load_catalog(overlays: Sequence[Path] = (), *, allow_code: bool = False) -> Catalog:
    """Give the packaged rulebook with overlays from outside; RulebookError names file and remedy."""
    return _load(tuple(Path(o).resolve() for o in overlays), allow_code=allow_code)
