"""A small district: two departments, three units, one person a role."""

import pytest
from tests.site import goal, people, tree

__all__ = ["goal", "people", "tree"]


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Slow hashing is Django's own matter; here it would take most of the time."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
