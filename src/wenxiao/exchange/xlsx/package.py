"""A workbook as its parts, so that a few may be changed and all others stay byte for byte."""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from wenxiao.core.errors import InputError

Node = Any
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


class Package:
    """The parts of one workbook by name; edited parts are written back on ``save``."""

    def __init__(self, path: Path) -> None:
        """Read all parts. Raises InputError when the file is no package."""
        self._name = path.name
        try:
            with zipfile.ZipFile(path) as file:
                self._bytes = {e.filename: file.read(e) for e in file.infolist() if not e.is_dir()}
        except (OSError, zipfile.BadZipFile) as error:
            raise InputError(f"{path.name}：不是可以打开的工作簿，请重新导出或重新上传。") from error
        self._trees: dict[str, Node] = {}
        self._edited: set[str] = set()

    def tree(self, part: str) -> Node:
        """Give the root of an XML part, to read it."""
        if part not in self._trees:
            try:
                self._trees[part] = etree.fromstring(self._bytes[part], _PARSER)
            except (KeyError, etree.XMLSyntaxError) as error:
                raise InputError(
                    f"{self._name}：文件已损坏（{part} 读不出来），请重新导出或重新上传。"
                ) from error
        return self._trees[part]

    def edit(self, part: str) -> Node:
        """Give the root of an XML part; changes to it are saved."""
        self._edited.add(part)
        return self.tree(part)

    def add(self, part: str, content: bytes) -> None:
        """Put a part, in place of one of that name."""
        self._bytes[part] = content
        self._trees.pop(part, None)

    def has(self, part: str) -> bool:
        """Tell whether there is such a part."""
        return part in self._bytes

    def raw(self, part: str) -> bytes:
        """Give the bytes of a part; none when it is not there."""
        return self._bytes.get(part, b"")

    def free_name(self, pattern: str) -> str:
        """Give the first name of ``pattern`` (with ``{}`` for a number) that is not taken."""
        return next(name for n in range(1, 100_000) if not self.has(name := pattern.format(n)))

    def related(self, part: str, kind: str) -> dict[str, str]:
        """Give the parts that ``part`` refers to by relations whose type ends in ``kind``, by relation id."""
        name = _relations_of(part)
        if not self.has(name):
            return {}
        folder = posixpath.dirname(part)
        return {
            node.get("Id"): posixpath.normpath(posixpath.join("/" + folder, node.get("Target"))).lstrip("/")
            for node in self.tree(name)
            if node.get("Type", "").endswith("/" + kind) and node.get("TargetMode") != "External"
        }

    def relate(self, part: str, kind: str, target: str) -> str:
        """Add a relation from ``part`` to ``target``; give its id."""
        name = _relations_of(part)
        if not self.has(name):
            self.add(name, f'<Relationships xmlns="{RELATIONS}"/>'.encode())
        root = self.edit(name)
        taken = {node.get("Id") for node in root}
        new = next(f"rIdWx{n}" for n in range(1, 100_000) if f"rIdWx{n}" not in taken)
        etree.SubElement(
            root, f"{{{RELATIONS}}}Relationship", Id=new, Type=f"{OFFICE}/{kind}", Target="/" + target
        )
        return new

    def declare(self, part: str, content_type: str) -> None:
        """Declare the content type of a part."""
        root = self.edit("[Content_Types].xml")
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName="/" + part, ContentType=content_type)

    def sheets(self) -> dict[str, str]:
        """Give the parts of the worksheets by their names."""
        root = self.tree("xl/workbook.xml")
        parts = self.related("xl/workbook.xml", "worksheet")
        found = {}
        for node in root.iter("{*}sheet"):
            link = next((v for k, v in node.attrib.items() if k.endswith("}id")), "")
            if link in parts:
                found[node.get("name")] = parts[link]
        return found

    def save(self, path: Path) -> None:
        """Write the package; parts that were not edited are unchanged."""
        for part in self._edited:
            self._bytes[part] = etree.tostring(
                self._trees[part], xml_declaration=True, encoding="UTF-8", standalone=True
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            for part, content in self._bytes.items():
                file.writestr(part, content)


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")
