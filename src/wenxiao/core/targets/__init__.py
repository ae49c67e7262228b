"""One grammar for how targets and actual values are really written.

``read`` says what a cell states and how sure that is; ``direction_of`` says which way is better.
What cannot be read is said so with the reason; no number is ever guessed.
"""

from wenxiao.core.targets.direction import direction_of, direction_with_source
from wenxiao.core.targets.model import (
    Band,
    Comparator,
    Direction,
    DirectionSource,
    Kind,
    Reading,
    Sure,
)
from wenxiao.core.targets.reading import read

__all__ = [
    "Band",
    "Comparator",
    "Direction",
    "DirectionSource",
    "Kind",
    "Reading",
    "Sure",
    "direction_of",
    "direction_with_source",
    "read",
]
