"""The pieces of the example district's generator: everything here is fictional and comes from one seed."""
