"""The frame of every page: base template, lists, amounts, states; knows nothing of what it shows."""
