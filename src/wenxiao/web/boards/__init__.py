"""Boards: the questions a bureau asks every morning, each answered by a sentence, a chart, a table and its rows."""
