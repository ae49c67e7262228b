"""进出: documents in and out of workbooks, Word files and JSON."""
