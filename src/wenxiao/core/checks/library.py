"""The indicator library: a local card says where it comes from, an adoption adopts something."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from wenxiao.core.checks.fault import Fault
from wenxiao.core.layers import Layer
from wenxiao.core.place import Place
from wenxiao.core.yaml_files import line_of


def library_faults(layer: Layer, place: Place) -> Iterator[Fault]:
    """Find local cards without evidence, adoptions of cards that do not exist, and adoptions without a basis."""
    cards, adoptions = layer.library
    for card in cards:
        if layer.parent and (card.evidence is None or card.evidence.source is None):
            yield Fault(
                card.file, line_of(Path(card.file), card.name),
                f"{layer.name}增加的指标“{card.name}”没有出处。请在 evidence.source 写出本地登记的文件。",
            )  # fmt: skip
    for key, adoption in adoptions.items():
        stem, name = key.split(".", 1)
        path = layer.folder / "indicators" / f"{stem}.yaml"
        if key not in place.indicators:
            yield Fault(
                str(path), line_of(path, name),
                f"要采用的指标“{name}”不在上级的 indicators/{stem}.yaml 里。请改正名称，或把它写成新指标。",
            )  # fmt: skip
        if not adoption.basis:
            yield Fault(
                str(path), line_of(path, name),
                f"采用指标“{name}”没有写依据。请在 basis 写出本地文件的编号。",
            )  # fmt: skip
