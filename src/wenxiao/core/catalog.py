"""The catalogue: every rulebook folder, read once, seen from any place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wenxiao.core.complaints import complaint
from wenxiao.core.errors import RulebookError
from wenxiao.core.layers import Layer, read_layer
from wenxiao.core.parameters import Parameter, Value
from wenxiao.core.place import Place
from wenxiao.core.sources import Source, cite

NATIONAL = "cn"


@dataclass(frozen=True)
class Catalog:
    """All layers of the rulebook: the packaged ones and those given from outside."""

    layers: dict[str, Layer]
    sources: dict[str, Source]
    terms: dict[str, Any] = field(default_factory=dict)
    tried: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def load(cls, root: Path, overlays: Sequence[Path] = (), *, allow_code: bool = False) -> Catalog:
        """Read the rulebook under ``root`` and overlays from outside it.

        An overlay from outside holds YAML only unless ``allow_code`` is given.
        Raises RulebookError with file and remedy.
        """
        from wenxiao.core.yaml_files import load_yaml

        sources = _read_sources(root / "sources.yaml")
        layers: dict[str, Layer] = {}
        inside = [folder for folder in sorted(root.iterdir()) if (folder / "place.yaml").is_file()]
        for folder in [*inside, *overlays]:
            layer = read_layer(folder, allow_code=allow_code or folder in inside)
            if layer.code in layers:
                raise RulebookError(f"区划 {layer.code} 已由另一文件夹定义，请换一个代码。", file=str(folder))
            layers[layer.code] = layer
            if (folder / "sources.yaml").is_file():
                sources |= _read_sources(folder / "sources.yaml", layer.code)
        return cls(layers, sources, load_yaml(root / "terms.yaml"))

    def place(self, jurisdiction: str) -> Place:
        """Give the place of a code: its own layer, else the longest that begins the code, else the nation."""
        known = self._places
        if jurisdiction in known:
            return known[jurisdiction]
        codes = [code for code in self.layers if code != NATIONAL and jurisdiction.startswith(code)]
        code = max(codes, key=len, default=NATIONAL)
        if code not in known:
            known[code] = self._assemble(code)
        known[jurisdiction] = known[code]
        return known[code]

    def changed(self, values: Mapping[str, Any]) -> Catalog:
        """Give a catalogue in which parameters have other values, in every place and from the beginning of time.

        Only for trying out: the values are marked as tried, not as law. Raises NotFoundError for an unknown name.
        """
        for name in values:
            self.place(NATIONAL).parameters[name]
        return replace(self, tried={**self.tried, **values})

    def cite(self, basis: str) -> str:
        """Write a citation for people."""
        return cite(basis, self.sources)

    @cached_property
    def version(self) -> str:
        """The rulebook's version: a digest of every file in it, so that a run can be repeated."""
        total = hashlib.sha256()
        for layer in self.layers.values():
            files = sorted(f for f in layer.folder.rglob("*") if f.suffix in {".yaml", ".py"})
            for file in files:
                total.update(file.relative_to(layer.folder).as_posix().encode())
                total.update(file.read_bytes())
        return total.hexdigest()[:12]

    @cached_property
    def _places(self) -> dict[str, Place]:
        return {}

    def _chain(self, code: str) -> list[Layer]:
        chain: list[Layer] = []
        current: str | None = code
        while current is not None:
            if current not in self.layers:
                raise RulebookError(
                    f"上级区划 {current} 没有规则库，请检查 parent。",
                    file=str(chain[-1].folder / "place.yaml"),
                )
            chain.append(self.layers[current])
            current = self.layers[current].parent
        return chain[::-1]

    def _assemble(self, code: str) -> Place:
        chain = self._chain(code)
        base, *uppers = chain
        parameters, forms, rules = base.parameters, dict(base.forms), dict(base.rules)
        links, facts = dict(base.links), dict(base.facts)
        for upper in uppers:
            parameters = parameters.overlaid(upper.parameters)
            forms |= upper.forms
            rules |= upper.rules
            links |= upper.links
            facts |= upper.facts
        parameters = parameters.overlaid({name: _tried(name, value) for name, value in self.tried.items()})
        return Place(
            code,
            chain[-1].name,
            tuple(layer.code for layer in chain),
            parameters,
            forms,
            rules,
            links,
            facts,
            tuple(chain),
        )


def _tried(name: str, value: Any) -> Parameter:
    told = Value.model_validate(
        {"from": date.min, "value": value, "basis": "wenxiao-design#试算", "status": "seed"}
    )
    return Parameter(name=name, label=name, values=(told,))


def _read_sources(path: Path, place: str = "") -> dict[str, Source]:
    from wenxiao.core.yaml_files import line_of, load_entries

    found = {}
    for key, entry in load_entries(path).items():
        try:
            found[key] = Source.model_validate({"id": key, "place": place, **entry})
        except ValidationError as fault:
            raise complaint(fault, path, key, line_of(path, key)) from fault
    return found
