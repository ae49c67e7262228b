"""规则库: law, parameters, forms and rules as dated data."""
