"""手册: the rulebook as pages to read, generated and linked both ways."""
