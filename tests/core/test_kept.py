"""Kept expressions: translated once per engine, right on every frame of every engine."""

import narwhals as nw
import pandas as pd
import polars as pl

from wenxiao.core.kept import Kept, kept


def test_translated_once_and_right_on_every_frame(monkeypatch):
    calls = []
    plain = nw.Expr._to_compliant_expr
    monkeypatch.setattr(nw.Expr, "_to_compliant_expr", lambda self, ns: calls.append(ns) or plain(self, ns))
    (double,) = kept({"double": nw.col("n") * 2})
    frames = [pl.DataFrame({"n": [1, 2]}), pl.DataFrame({"n": [5], "x": ["a"]}), pd.DataFrame({"n": [7]})]
    told = [nw.from_native(f, eager_only=True).select(double)["double"].to_list() for f in frames]
    assert told == [[2, 4], [10], [14]]
    before = len(calls)
    for frame in frames:
        nw.from_native(frame, eager_only=True).select(double)
    assert len(calls) == before


def test_a_method_called_on_a_kept_expression_gives_a_plain_one():
    (double,) = kept({"double": nw.col("n") * 2})
    more = double + 1
    assert not isinstance(more, Kept)
    frame = nw.from_native(pl.DataFrame({"n": [1]}), eager_only=True)
    assert frame.select(double, more.alias("more")).rows() == [(2, 3)]
