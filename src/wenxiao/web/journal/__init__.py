"""The journal: every write of the site is an event in one hash chain; a write without an event raises."""
