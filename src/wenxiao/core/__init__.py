"""内核: pure domain code; imports no engine by name, no web framework, no Excel library."""
