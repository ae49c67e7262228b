"""Pages of the indicator library and the aids beside each target."""
