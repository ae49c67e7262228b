"""The package imports."""

import wenxiao


def test_package_has_a_docstring():
    assert "wenxiao" in (wenxiao.__doc__ or "")
