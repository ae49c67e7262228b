"""Words of content in short Chinese texts, without a dictionary: pairs of characters, generic words left out."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from wenxiao.core.yaml_files import load_yaml

_PIECE = re.compile(r"[\u4e00-\u9fff]{2,}|[A-Za-z]{2,}")
_STEM = re.compile(
    r"[（(][^（）()]*[）)]|第?[一二三四五六七八九十百\d]+(?:期|标段|标|批次|批|阶段|部分|包|年度|年|号|#)?"
    r"|[A-Za-z]+(?:期|标段|标|包|区)|[甲乙丙丁](?:标段|标|包)|[上下](?:半年|期)|[东南西北]段|[\s\-—_·、.，,：:#]+"
)


@cache
def _vocabulary() -> dict[str, Any]:
    told: dict[str, Any] = load_yaml(Path(__file__).with_name("wording.yaml"))
    return told


@cache
def _generic() -> re.Pattern[str]:
    words = sorted(_vocabulary()["generic"], key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


@cache
def _alike() -> tuple[re.Pattern[str], dict[str, str]]:
    group = {word: kind for kind, words in _vocabulary()["alike"].items() for word in words}
    return re.compile("|".join(map(re.escape, sorted(group, key=len, reverse=True)))), group


@lru_cache(maxsize=200_000)
def words_of(text: str) -> frozenset[str]:
    """Give the words of content: pairs of neighbouring characters, Latin words, and kinds of alike words."""
    pattern, group = _alike()
    found = {f"〈{group[word]}〉" for word in pattern.findall(text)}
    for piece in _PIECE.findall(_generic().sub(" ", text)):
        if piece.isascii():
            found.add(piece.lower())
        else:
            found.update(piece[i : i + 2] for i in range(len(piece) - 1))
    return frozenset(found)


@lru_cache(maxsize=200_000)
def name_stem(name: str | None) -> str | None:
    """Give a project's name without phases, lots, numbers and years; the name itself when nothing is left."""
    return (_STEM.sub("", name) or name) if name else None
