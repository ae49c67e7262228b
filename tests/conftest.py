"""Fixtures that several folders share."""

import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def district_documents():
    """All documents of the example district, made in memory."""
    path = ROOT / "examples" / "district" / "generate.py"
    spec = importlib.util.spec_from_file_location("wenxiao_example_district", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return [{"jurisdiction": "990112", **document} for document in module.documents()]


@pytest.fixture(scope="session")
def district_catalog():
    """The rulebook with the example district's overlay."""
    from wenxiao.rulebook import load_catalog

    return load_catalog([ROOT / "examples" / "district" / "rulebook"])


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory):
    """Keep the test database in a file: in memory, a page that is still saving locks out whoever clears it."""
    from django.db import connections

    name = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
    connections["default"].settings_dict["TEST"]["NAME"] = name
