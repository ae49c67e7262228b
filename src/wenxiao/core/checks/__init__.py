"""Checking the rulebook itself: every basis resolves, dates fit together, overlays only add."""
