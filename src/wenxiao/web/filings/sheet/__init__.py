"""The sheet: a document as a page shows it and as a page sends it back, from the form alone."""
