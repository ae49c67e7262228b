"""The goal cycle around the forms: gate of the budget, certificates, adjustments, the year carried over."""
