"""Workbooks: templates and filled tables out, tables as people changed them in, comments back."""
