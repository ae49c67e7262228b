"""One chart definition for all: horizontal bars under the sentence that answers the question, as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Noto Sans SC, sans-serif"
INK, BLUE = "#1f2933", "#1f4e8c"
ROW_HEIGHT = 22
FEW = 12  # up to here every whole number gets its tick
LARGEST = 15  # bars of a chart; the table beside it has all


def bars(title: str, unit: str, values: Sequence[tuple[str, float]]) -> str:
    """Draw labels and numbers as SVG, in the order given; the number stands at the end of its bar."""
    return _bars(title, unit, tuple(values[:LARGEST]))


@lru_cache(maxsize=256)
def _bars(title: str, unit: str, values: tuple[tuple[str, float], ...]) -> str:
    import altair as alt
    import vl_convert

    largest = max((value for _, value in values), default=0)
    counted = all(float(value).is_integer() for _, value in values) and largest <= FEW
    axis = alt.Axis(values=list(range(int(largest) + 1)), format="d") if counted else alt.Axis(tickMinStep=1)
    rows = [{"name": name, "value": value} for name, value in values]
    base = alt.Chart(alt.Data(values=rows)).encode(
        y=alt.Y("name:N", sort=None, title=None), x=alt.X("value:Q", title=unit, axis=axis)
    )
    marks = base.mark_bar(color=BLUE, height=14) + base.mark_text(align="left", dx=4, color=INK).encode(
        text="value:Q"
    )
    chart = marks.properties(width=640, height=max(len(rows), 1) * ROW_HEIGHT, title=title)
    styled = (
        chart.configure(font=FONT)
        .configure_title(anchor="start", fontSize=15, color=INK, offset=12)
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12, titleFontSize=12, labelLimit=220, gridColor="#e6ebf1", domainColor="#d5dbe3"
        )
    )
    return str(vl_convert.vegalite_to_svg(styled.to_dict()))
