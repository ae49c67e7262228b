"""Reading workflows and roles of a rulebook folder; an unsound workflow stops with its faults."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import ValidationError

from wenxiao.core.complaints import complaint
from wenxiao.core.errors import RulebookError
from wenxiao.core.workflow.explore import faults
from wenxiao.core.workflow.model import Role, State, Transition, Workflow
from wenxiao.core.yaml_files import check_entry, load_mapping, load_yaml, yaml_files


def read_roles(path: Path) -> dict[str, Role]:
    """Give the roles of ``roles.yaml``; none when there is no such file."""
    told = load_yaml(path) if path.is_file() else {}
    return {key: Role(id=key, **entry) for key, entry in told.items()}


def read_workflows(folder: Path, roles: dict[str, Role]) -> dict[str, Workflow]:
    """Give the workflows of a folder. RulebookError lists every fault of the first unsound one."""
    found = {}
    for path in yaml_files(folder):
        try:
            workflow = _workflow(path, load_mapping(path))
        except ValidationError as fault:
            raise complaint(fault, path) from fault
        wrong = list(faults(workflow, roles))
        if wrong:
            raise RulebookError("".join(wrong), file=str(path))
        found[workflow.id] = workflow
    return found


def _workflow(path: Path, told: dict[str, Any]) -> Workflow:
    for part in ("states", "transitions"):
        check_entry(path, part, told.get(part))
        for key, entry in told[part].items():
            check_entry(path, str(key), entry)
    states = {key: State(id=key, **entry) for key, entry in told["states"].items()}
    steps = {
        key: Transition.model_validate({"id": key, **entry}) for key, entry in told["transitions"].items()
    }
    return Workflow.model_validate(
        {**told, "id": path.stem, "file": str(path), "states": states, "transitions": steps}
    )
