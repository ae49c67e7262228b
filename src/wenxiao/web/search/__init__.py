"""Search: one box over everything a person may see; each application brings its own finders."""
