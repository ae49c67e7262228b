"""The library: documents, parameters and rules with their whole history, and how each step is done; read from the rulebook."""
