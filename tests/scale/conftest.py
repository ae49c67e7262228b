"""One small lake for the tests that only read it."""

import pytest
from tests.scale.made import write_filings

from wenxiao.rulebook import load_catalog
from wenxiao.scale.export import export
from wenxiao.scale.lake import Lake
from wenxiao.scale.sources import sources_of


@pytest.fixture(scope="session")
def filings(tmp_path_factory):
    """A folder of filings of three places and two years."""
    return write_filings(tmp_path_factory.mktemp("filings"))


@pytest.fixture(scope="session")
def lake(filings, tmp_path_factory):
    """A lake of them."""
    catalog = load_catalog()
    folder = tmp_path_factory.mktemp("lake")
    done = export(Lake.create(folder), sources_of([filings], catalog, "cn"), catalog)
    assert not done.faults
    return Lake.open(folder)
