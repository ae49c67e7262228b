"""Writing the handbook: ``python -m wenxiao.reporting.handbook.build docs/rulebook``."""

from __future__ import annotations

import sys
from pathlib import Path

from wenxiao.core.catalog import Catalog
from wenxiao.core.rules.model import SEVERITY_LABEL
from wenxiao.reporting.handbook.pages import form_page, index_page, parameter_page, rule_page, source_page
from wenxiao.rulebook import load_catalog


def handbook(catalog: Catalog, jurisdiction: str = "cn") -> dict[str, str]:
    """Give every page of a place's handbook by its path below the handbook's folder."""
    place = catalog.place(jurisdiction)
    pages = {f"rules/{r.id}.md": rule_page(r, catalog, place) for r in place.rules.values()}
    pages |= {f"parameters/{p.name}.md": parameter_page(p, catalog, place) for p in place.parameters.values()}
    pages |= {f"forms/{f.id}.md": form_page(f, catalog, place) for f in place.forms.values()}
    pages |= {f"sources/{s.id}.md": source_page(s, place) for s in catalog.sources.values()}
    pages["rules/README.md"] = index_page(
        "规则", [(r.id, r.title, SEVERITY_LABEL[r.severity]) for r in place.rules.values()]
    )
    pages["parameters/README.md"] = index_page(
        "参数", [(p.name, p.label, p.unit or "") for p in place.parameters.values()]
    )
    pages["forms/README.md"] = index_page("表单", [(f.id, f.title, f.stage) for f in place.forms.values()])
    pages["sources/README.md"] = index_page(
        "制度", [(s.id, s.title, s.short) for s in catalog.sources.values()]
    )
    return pages


def write_handbook(folder: Path, catalog: Catalog) -> int:
    """Write the handbook, removing pages of things that are gone; give the number of pages."""
    pages = handbook(catalog)
    for old in folder.rglob("*.md"):
        if old.relative_to(folder).as_posix() not in pages:
            old.unlink()
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return len(pages)


if __name__ == "__main__":
    count = write_handbook(Path(sys.argv[1]), load_catalog())
    sys.stdout.write(f"已生成 {count} 页手册：{sys.argv[1]}\n")
