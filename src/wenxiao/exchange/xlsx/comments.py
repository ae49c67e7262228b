"""Comments of one sheet: the texts in one part, the boxes they stand in (VML) in another."""

from __future__ import annotations

import re

from lxml import etree  # type: ignore[import-untyped]

from wenxiao.exchange.xlsx.package import OFFICE, Node, Package

AUTHOR = "问效"
MARK = "【问效】"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EMPTY_VML = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel">'
    '<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)
_SHAPE = (
    '<v:shape id="_x0000_s{id}" type="#_x0000_t202" fillcolor="#FFF2CC" o:insetmode="auto" '
    'style="position:absolute;width:{width}pt;height:{height}pt;z-index:{z};visibility:hidden">'
    '<v:fill color2="#FFF2CC"/><v:path o:connecttype="none"/><v:textbox/>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class SheetComments:
    """The comments of one sheet, made where there were none."""

    def __init__(self, package: Package, sheet: str) -> None:
        """Find or make the parts for the sheet part ``sheet``."""
        self._package, self._sheet = package, sheet
        self._root = self._texts()
        self._space = etree.QName(self._root).namespace
        self._vml_part = self._boxes()
        self._shapes: list[str] = []

    def put(self, cell: str, row: int, column: int, lines: list[str]) -> None:
        """Write lines into a cell's comment below what others wrote; our earlier words are replaced."""
        text = "\n".join(f"{MARK}{line}" for line in lines)
        node = next((c for c in self._root.iter("{*}comment") if c.get("ref") == cell), None)
        if node is None:
            holder = self._root.find("{*}commentList")
            node = etree.SubElement(holder, self._tag("comment"), ref=cell, authorId=str(self._author()))
            etree.SubElement(node, self._tag("text"))
            self._shapes.append(self._shape(row, column, lines))
        body = node.find("{*}text")
        self._as_runs(body)
        for run in body.findall("{*}r"):
            if MARK in "".join(run.itertext()):
                body.remove(run)
        others = "".join(body.itertext())
        run = etree.SubElement(body, self._tag("r"))
        written = etree.SubElement(run, self._tag("t"))
        written.text = f"\n{text}" if others and not others.endswith("\n") else text
        written.set(_SPACE, "preserve")

    def finish(self) -> None:
        """Add the boxes of the new comments."""
        if self._shapes:
            raw = self._package.raw(self._vml_part).decode("utf-8")
            end = raw.rindex("</xml>")
            self._package.add(self._vml_part, (raw[:end] + "".join(self._shapes) + raw[end:]).encode())

    def _texts(self) -> Node:
        found = self._package.related(self._sheet, "comments")
        if found:
            return self._package.edit(next(iter(found.values())))
        main = etree.QName(self._package.tree(self._sheet)).namespace
        part = self._package.free_name("xl/commentsWx{}.xml")
        self._package.add(part, f'<comments xmlns="{main}"><authors/><commentList/></comments>'.encode())
        self._package.declare(part, _COMMENTS_TYPE)
        self._package.relate(self._sheet, "comments", part)
        return self._package.edit(part)

    def _boxes(self) -> str:
        root = self._package.edit(self._sheet)
        drawings = self._package.related(self._sheet, "vmlDrawing")
        link = root.find("{*}legacyDrawing")
        if link is not None:
            return drawings[next(v for k, v in link.attrib.items() if k.endswith("}id"))]
        part = self._package.free_name("xl/drawings/vmlDrawingWx{}.vml")
        self._package.add(part, _EMPTY_VML.encode())
        self._package.declare(part, _VML_TYPE)
        new = etree.Element(f"{{{etree.QName(root).namespace}}}legacyDrawing", nsmap={"r": OFFICE})
        new.set(f"{{{OFFICE}}}id", self._package.relate(self._sheet, "vmlDrawing", part))
        later = next((n for n in root if etree.QName(n).localname in _AFTER), None)
        if later is None:
            root.append(new)
        else:
            later.addprevious(new)
        return part

    def _shape(self, row: int, column: int, lines: list[str]) -> str:
        raw = self._package.raw(self._vml_part).decode("utf-8")
        taken = [int(n) for n in re.findall(r'id="_x0000_s(\d+)"', raw)]
        number = max([1024, *taken]) + 1 + len(self._shapes)
        rows = sum(1 + len(line) // 18 for line in lines)
        return _SHAPE.format(
            id=number, z=number - 1023, width=260, height=18 + 15 * rows, row=row, column=column
        )

    def _author(self) -> int:
        authors = self._root.find("{*}authors")
        names = [a.text for a in authors]
        if AUTHOR not in names:
            etree.SubElement(authors, self._tag("author")).text = AUTHOR
            names.append(AUTHOR)
        return names.index(AUTHOR)

    def _as_runs(self, body: Node) -> None:
        """Turn a plain text into a run, so that more runs may follow."""
        for plain in body.findall("{*}t"):
            run = etree.Element(self._tag("r"))
            plain.addprevious(run)
            run.append(plain)
            plain.set(_SPACE, "preserve")

    def _tag(self, name: str) -> str:
        return f"{{{self._space}}}{name}"
