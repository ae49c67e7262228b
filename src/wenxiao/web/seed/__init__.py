"""The example district as a site in mid-year: bodies, people, registers and filings, all with their events."""
