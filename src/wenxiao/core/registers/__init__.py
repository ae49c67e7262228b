"""Registers: what stands on its own (projects, budget lines, payments …), its columns as data."""
