"""Filings: documents in the database, changed only through services that log every act."""
