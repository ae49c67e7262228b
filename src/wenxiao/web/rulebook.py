"""The rulebook as the site sees it: read once a process."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from wenxiao.core.catalog import Catalog
from wenxiao.core.errors import NotFoundError
from wenxiao.core.workflow.model import Role, Workflow
from wenxiao.core.workflow.reading import read_roles, read_workflows
from wenxiao.rulebook import ROOT, load_catalog


@dataclass(frozen=True)
class SiteRulebook:
    """Catalogue, roles and workflows together."""

    catalog: Catalog
    roles: dict[str, Role]
    workflows: dict[str, Workflow]

    def workflow_of(self, form: str) -> Workflow:
        """Give the workflow of a form. NotFoundError when none names it."""
        for workflow in self.workflows.values():
            if form in workflow.forms:
                return workflow
        raise NotFoundError(f"表单 {form} 没有流程，请在 workflows 中登记。")

    def has_workflow(self, form: str) -> bool:
        """Tell whether a form can be filed on the site."""
        return any(form in workflow.forms for workflow in self.workflows.values())


@lru_cache(maxsize=1)
def rulebook() -> SiteRulebook:
    """Give the rulebook of the site: the packaged one and the overlays of WENXIAO_RULEBOOK."""
    overlays = [Path(p) for p in os.environ.get("WENXIAO_RULEBOOK", "").split(os.pathsep) if p]
    roles = read_roles(ROOT / "cn" / "roles.yaml")
    return SiteRulebook(load_catalog(overlays), roles, read_workflows(ROOT / "cn" / "workflows", roles))
