"""The indicator library as a place keeps it: site cards over the rulebook's, their use, and the aids beside a target."""
