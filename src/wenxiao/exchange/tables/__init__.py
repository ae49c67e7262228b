"""Tables for registers: Excel and CSV of any column order, heads in Chinese or in national-standard names."""
