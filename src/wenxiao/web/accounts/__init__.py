"""People, their places in the tree, their roles, and what they may see."""
