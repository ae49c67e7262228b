"""Facts: typed flat tables derived from documents by their forms."""
