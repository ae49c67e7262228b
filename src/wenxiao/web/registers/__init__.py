"""Registers: projects, policies, budget lines, payments and contracts of the bodies, filled by import."""
