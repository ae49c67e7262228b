"""The desk: what waits for a person, what was sent on, what is done; notices, substitutes, who may do what."""
