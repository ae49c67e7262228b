"""Scoring: from targets and actuals to points, totals and grades, with every step told."""
