"""Workflows: states, transitions and who may act, as data that is explored in full before it is used."""
