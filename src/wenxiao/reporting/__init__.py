"""报告: figures, reports and their pedigree."""
