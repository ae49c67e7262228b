"""Measured detection: clean filings, faults planted into them, recall and false alarms per rule."""
