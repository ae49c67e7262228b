"""Pages of filings: lists, writing, reading, steps, files."""
