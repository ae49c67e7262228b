"""Rules: one file, one fault; found by their place, run a table at a time."""
