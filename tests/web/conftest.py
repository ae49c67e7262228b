"""A small district: two departments, three units, one person a role."""

from tests.site import goal, people, quick_passwords, tree

__all__ = ["goal", "people", "quick_passwords", "tree"]
