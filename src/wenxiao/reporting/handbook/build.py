"""Writing the handbook: ``python -m wenxiao.reporting.handbook.build docs/rulebook``."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from wenxiao.core.catalog import Catalog
from wenxiao.core.place import Place
from wenxiao.core.points import show_points
from wenxiao.core.rules.model import SEVERITY_LABEL
from wenxiao.core.sources import STATUS_LABEL
from wenxiao.core.uses import offered
from wenxiao.reporting.handbook.form_pages import form_page
from wenxiao.reporting.handbook.framework_pages import framework_page
from wenxiao.reporting.handbook.indicator_pages import by_file, field_page
from wenxiao.reporting.handbook.pages import index_page, parameter_page, rule_page, source_page
from wenxiao.rulebook import load_catalog


def handbook(catalog: Catalog, jurisdiction: str = "cn") -> dict[str, str]:
    """Give every page of a place's handbook by its path below the handbook's folder."""
    place = catalog.place(jurisdiction)
    pages = {f"rules/{r.id}.md": rule_page(r, catalog, place) for r in place.rules.values()}
    pages |= {f"parameters/{p.name}.md": parameter_page(p, catalog, place) for p in place.parameters.values()}
    pages |= {f"forms/{f.id}.md": form_page(offered(f, place), catalog, place) for f in place.forms.values()}
    pages |= {f"frameworks/{f.id}.md": framework_page(f, catalog, place) for f in place.frameworks.values()}
    pages |= {
        f"indicators/{stem}.md": field_page(cards, catalog, place) for stem, cards in by_file(place).items()
    }
    pages |= {f"sources/{s.id}.md": source_page(s, catalog, place) for s in catalog.sources.values()}
    pages |= _indexes(catalog, place)
    return {name: re.sub(r"\n{3,}", "\n\n", text) for name, text in pages.items()}


def _indexes(catalog: Catalog, place: Place) -> dict[str, str]:
    kinds = {
        "rules": ("规则", [(r.id, r.title, SEVERITY_LABEL[r.severity]) for r in place.rules.values()]),
        "parameters": ("参数", [(p.name, p.label, p.unit or "") for p in place.parameters.values()]),
        "forms": ("表单", [(f.id, f.title, f.stage) for f in place.forms.values()]),
        "frameworks": (
            "评价指标体系",
            [
                (
                    f.id,
                    f.label,
                    "＋".join(f"{lv.name} {show_points(f.weight_of(lv.name))}" for lv in f.levels)
                    + f"，{STATUS_LABEL[f.status]}",
                )
                for f in place.frameworks.values()
            ],
        ),
        "indicators": (
            "指标库",
            [(stem, cards[0].group, f"{len(cards)} 个") for stem, cards in by_file(place).items()],
        ),
        "sources": ("制度", [(s.id, s.title, s.short) for s in catalog.sources.values()]),
    }
    pages = {f"{kind}/README.md": index_page(title, entries) for kind, (title, entries) in kinds.items()}
    lines = [
        "# 规则库手册",
        "",
        f"{place.name}的规则库，由 `make docs` 生成；每页写明依据、性质和谁在用，互相链接。",
        "",
    ]
    lines += [f"- [{title}]({kind}/README.md)（{len(entries)}）" for kind, (title, entries) in kinds.items()]
    lines += [
        "",
        "性质：" + "、".join(STATUS_LABEL.values()) + "。建议值没有地方采用就不动分、不动钱、不动等级。",
    ]
    return pages | {"README.md": "\n".join(lines) + "\n"}


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
